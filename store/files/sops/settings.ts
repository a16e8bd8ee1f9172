import { type JsonNode, memberOf, textOf } from '../../catalog/json-tree.ts';
import { Re2 } from './re2.ts';
import { RESTORE, SopsError } from './sops-error.ts';

/** Which leaves a SOPS document encrypts, and what its MAC covers. */
export interface SopsSettings {
  /** True when the leaf at this path (names only, array indexes are no part of it) is encrypted. */
  readonly encrypts: (path: readonly string[]) => boolean;
  /** The same a name at a time: whether it is so under `name` of what is encrypted or not itself; of the document undefined. */
  readonly encryptsUnder: (above: boolean | undefined, name: string) => boolean;
  /** Tells two settings apart. */
  readonly rule: string;
  readonly macOnlyEncrypted: boolean;
}

type Test = (name: string) => boolean;

/** What `sops` takes where a document says nothing. */
const DEFAULT_UNENCRYPTED_SUFFIX = '_unencrypted';

/**
 * Reads the settings of a document's `sops` part, after `shouldBeEncrypted` in sops.go.
 * @throws SopsError `unsupported` for what we can't follow; guessing could leave a value in clear
 */
export function readSettings(sops: JsonNode): SopsSettings {
  const setting = (name: string): string | undefined => {
    const text = textOf(memberOf(sops, name));
    return text === '' ? undefined : text;
  };
  if (setting('encrypted_comment_regex') ?? setting('unencrypted_comment_regex')) {
    throw new SopsError(
      'unsupported',
      'It chooses what to encrypt by comments, which JSON has none of; use the sops command for it.',
    );
  }
  const suffixes = { on: setting('encrypted_suffix'), off: setting('unencrypted_suffix') };
  const regexes = { on: setting('encrypted_regex'), off: setting('unencrypted_regex') };
  const given = [suffixes.on, suffixes.off, regexes.on, regexes.off].filter((value) => value !== undefined);
  if (given.length > 1) {
    throw new SopsError('broken', `It has more than one rule for what to encrypt; sops allows one. ${RESTORE}`);
  }
  const on = suffixes.on === undefined ? regexes.on && matcher(regexes.on) : ending(suffixes.on);
  const offSuffix = suffixes.off ?? DEFAULT_UNENCRYPTED_SUFFIX;
  const off = regexes.off === undefined ? ending(offSuffix) : matcher(regexes.off);
  const flag = memberOf(sops, 'mac_only_encrypted');
  const macOnlyEncrypted = flag?.kind === 'boolean' && flag.value;
  // A name on the way decides for all that stands below it.
  const encryptsUnder: SopsSettings['encryptsUnder'] = on
    ? (above, name) => above === true || on(name)
    : (above, name) => above !== false && !off(name);
  return {
    encrypts: (path) => path.reduce<boolean | undefined>(encryptsUnder, undefined) === true,
    encryptsUnder,
    rule: JSON.stringify([suffixes, regexes, macOnlyEncrypted]),
    macOnlyEncrypted,
  };
}

function ending(suffix: string): Test {
  return (name) => name.endsWith(suffix);
}

function matcher(source: string): Test {
  const regex = new Re2(source);
  return (name) => regex.test(name);
}
