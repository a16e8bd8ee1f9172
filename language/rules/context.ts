import { type Catalog, type CredentialEntry, type Shape } from '../catalog.ts';
import { NO_RULE_SETTINGS, type RuleSettings } from './settings.ts';
import { NameList } from './similar.ts';

/** How a file is bound: to all spaces together (no bindings at all), to some, or by no binding that exists. */
type FileScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'bound'; readonly spaces: readonly string[] }
  | { readonly kind: 'unbound' };

/** A bound space that can be read: its keys with their shapes. */
export interface SpaceNames {
  readonly space: string;
  readonly secrets: ReadonlyMap<string, Shape>;
}

/** What the rules know of the world, made once for all files of one project with the same spaces. */
export interface RuleContext {
  readonly scope: FileScope['kind'];
  /** The spaces that can be read. */
  readonly spaces: readonly SpaceNames[];
  /** True when every space that counts can be read: only then is a name that none has unknown (CONTRACTS 8). */
  readonly complete: boolean;
  /** All keys of the readable spaces. */
  readonly keys: NameList;
  readonly credentials: ReadonlyMap<string, CredentialEntry>;
  readonly credentialNames: NameList;
  readonly credentialsComplete: boolean;
  /** What the user chose; the table holds for all other rules. */
  readonly settings: RuleSettings;
}

/** Looks at the catalog from where a file stands. A bound space that is broken or that no file declares is not readable. */
export function createRuleContext(
  scope: FileScope,
  catalog: Catalog,
  settings: RuleSettings = NO_RULE_SETTINGS,
): RuleContext {
  const broken = new Set(catalog.broken.map(({ space }) => space));
  const readable = new Map(
    catalog.spaces
      .filter(({ space }) => !broken.has(space))
      .map(({ space, secrets }) => [space, new Map(secrets.map(({ key, shape }) => [key, shape]))]),
  );
  const wanted = scope.kind === 'bound' ? scope.spaces : [...readable.keys()];
  const spaces = wanted.flatMap((space) => {
    const secrets = readable.get(space);
    return secrets === undefined ? [] : [{ space, secrets }];
  });
  return {
    scope: scope.kind,
    spaces,
    complete: spaces.length > 0 && (scope.kind === 'bound' ? spaces.length === wanted.length : catalog.complete),
    keys: new NameList(spaces.flatMap(({ secrets }) => [...secrets.keys()])),
    credentials: new Map(catalog.credentials.credentials.map((entry) => [entry.name, entry])),
    credentialNames: new NameList(catalog.credentials.credentials.map(({ name }) => name)),
    credentialsComplete: catalog.credentials.complete,
    settings,
  };
}
