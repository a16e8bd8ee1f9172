import * as l10n from '@vscode/l10n';
import { type RenameParams, type RenameResult, type UsagesParams } from '../../server/protocol.ts';
import { credentialTypeOf } from '../../store/credential-types/registry.ts';
import { type CredentialField } from '../../store/credential-types/types.ts';
import { type Guard, type SealedValues } from '../../store/store.ts';
import { type App } from '../app.ts';
import { askFields, customField } from '../commands/credential-form.ts';
import { type Project } from '../projects.ts';
import { symbolText } from './rename-text.ts';

/** The store's part of a rename: before the files are edited, and after. */
export interface StoreSteps {
  /** Throws where the store would refuse, and asks about readers that are not confirmed; changes no space. */
  readonly check: () => Promise<void>;
  /** Asks for the values that are needed again. */
  readonly ask: () => Promise<void>;
  /** One for each space: both names are there. */
  readonly copies: readonly (() => Promise<unknown>)[];
  /** One for each space: the old name goes, if its guard lets it. */
  readonly ends: readonly ((guardOf: (target: UsagesParams['target']) => Guard) => Promise<unknown>)[];
}

export function storeSteps(app: App, project: Project, params: RenameParams, { spaces }: RenameResult): StoreSteps {
  return params.kind === 'secret' ? secretSteps(project, params, spaces) : credentialSteps(app, project, params);
}

function secretSteps({ store }: Project, { key, path, to }: RenameParams, spaces: readonly string[]): StoreSteps {
  const renames = spaces.map((space) => ({ space, key, path, to }));
  return {
    check: async () => {
      for (const rename of renames) await store.checkRename(rename);
    },
    ask: () => Promise.resolve(),
    copies: renames.map((rename) => () => store.copySecret(rename)),
    ends: renames.map(
      (rename) => (guardOf) => store.endRename(rename, guardOf({ kind: 'secret', space: rename.space, key, path })),
    ),
  };
}

function credentialSteps(app: App, { store }: Project, params: RenameParams): StoreSteps {
  const { key: name, path, to } = params;
  const [field] = path;
  const rename = { name, to, ...(field !== undefined && { field }) };
  let needs: readonly string[] = [];
  let sealed: SealedValues = [];
  return {
    check: async () => {
      needs = await store.credentialRenameNeeds(rename);
    },
    ask: async () => {
      if (needs.length > 0) sealed = await askSealed(app, params, await fieldsOf(store, name, needs));
    },
    copies: [() => store.copyCredential(rename, sealed)],
    ends: [(guardOf) => store.endCredentialRename(rename, sealed, guardOf({ kind: 'credential', name, path }))],
  };
}

async function askSealed(app: App, params: RenameParams, fields: readonly CredentialField[]): Promise<SealedValues> {
  const title = l10n.t('Rename {0} to {1}: enter what is sealed again', symbolText(params), params.to);
  return [...(await askFields(app, { title, fields })).sealed];
}

/** All of them are needed: what is sealed opens only under the name it was sealed for. */
async function fieldsOf(
  store: Project['store'],
  name: string,
  needs: readonly string[],
): Promise<readonly CredentialField[]> {
  const type = credentialTypeOf((await store.credential(name))?.type ?? '');
  return needs.map((need) => {
    const field = type?.fields.find((one) => one.name === need) ?? customField(need, true);
    return { ...field, required: true };
  });
}
