import { type FileKind, type SourceDocument } from '../language/document/api.ts';
import { createDocument } from '../language/document/source-document.ts';
import { type FileStat, type LocatedReference } from './api.ts';
import { isUtf16, mayConcern } from './glance.ts';
import {
  detach,
  locate,
  locateBare,
  type LocatedBareAccess,
  type LocatedIgnore,
  type LocatedSlip,
  type LocatedSpan,
  locateSpans,
  locateIgnores,
  locateSlips,
} from './locate.ts';

/** Files above this are listed as not looked at. */
export const MAX_BYTES = 50 * 1024 * 1024;

/** What is kept of a closed file: where its references stand, never its text. */
export interface Contents {
  readonly kind: FileKind;
  readonly references: readonly LocatedReference[];
  readonly bare: readonly LocatedBareAccess[];
  readonly slips: readonly LocatedSlip[];
  readonly ignores: readonly LocatedIgnore[];
  readonly managers: readonly LocatedSpan[];
  /** Why it could not be looked at, for people. */
  readonly problem?: string;
  /** It names nothing, and whether it is torn has not been looked at yet: that takes longer than all else. */
  readonly unchecked?: true;
}

/** Of a file that can't be read, or that holds nothing of ours. */
export const NOTHING: Contents = { kind: 'none', references: [], bare: [], slips: [], ignores: [], managers: [] };

const UNCHECKED: Contents = { ...NOTHING, unchecked: true };
/** Shared by all flows in which nothing was found: most files are such. */
const QUIET_FLOW: Contents = { ...NOTHING, kind: 'flow' };
const UNCHECKED_FLOW: Contents = { ...UNCHECKED, kind: 'flow' };

const NAMES = ['SECRETS', 'CREDENTIALS'];
const JSON_FILE = /\.json$/i;

/** A file that is too big to be read, as an entry of the index; undefined when it is not. */
export function tooBig(stat: FileStat): Contents | undefined {
  if (stat.size <= MAX_BYTES) return undefined;
  const size = Math.round(stat.size / 1024 / 1024);
  return { ...NOTHING, problem: `It is too big to be looked at (${size} MB, at most 50): split it or move it away.` };
}

/**
 * Reads one file's bytes. Files that can't hold a reference are passed over before anything is decoded.
 * @param check whether to look for what is torn where nothing is named, too
 */
export function readContents(
  path: string,
  bytes: Uint8Array,
  readAs: 'template' | 'script' | undefined,
  check: boolean,
): Contents {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf16(buffer)) return readUtf16(buffer);
  const isJson = JSON_FILE.test(path);
  const mayHold = mayConcern(buffer);
  if (!mayHold && !(isJson && check)) return contentsOfQuiet(path);
  const isSound = check && isJson && !(mayHold && isNamed(buffer)) && !isTornFlow(buffer);
  if (!mayHold && isSound) return NOTHING;
  return fromDocument(path, createDocument(path, decode(buffer), readAs), isSound ? 'sound' : check);
}

function isNamed(buffer: Buffer): boolean {
  return NAMES.some((name) => buffer.includes(name));
}

/** Of a file in which a first look has found nothing. */
export function contentsOfQuiet(path: string): Contents {
  return JSON_FILE.test(path) ? UNCHECKED : NOTHING;
}

/** The text of a file as a document; undefined for UTF-16, which is not read. */
export function readDocument(
  path: string,
  bytes: Uint8Array,
  readAs: 'template' | 'script' | undefined,
): SourceDocument | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf16(buffer) ? undefined : createDocument(path, decode(buffer), readAs);
}

/** `check`: as in `readContents`, or that a look at the raw text has found nothing torn. */
function fromDocument(path: string, document: SourceDocument, check: boolean | 'sound'): Contents {
  const { kind } = document;
  const references = locate(path, document).map(detach);
  const [bare, slips] = [locateBare(document), locateSlips(document)];
  const managers = locateSpans(document, document.managers());
  const isQuiet = references.length + bare.length + slips.length + managers.length === 0;
  if (isQuiet && check === false) return kind === 'flow' ? UNCHECKED_FLOW : { ...UNCHECKED, kind };
  const problem = isQuiet && check === 'sound' ? undefined : document.problem();
  const ignores = locateIgnores(document);
  const isEmpty = isQuiet && problem === undefined && ignores.length === 0;
  if (isEmpty && kind === 'flow') return QUIET_FLOW;
  return { kind, references, bare, slips, ignores, managers, ...(problem !== undefined && { problem }) };
}

/**
 * The text with its byte order mark: offsets count it (CONTRACTS, What is a reference). A TextDecoder tells the same, and takes
 * half as long again.
 */
function decode(buffer: Buffer): string {
  return buffer.toString();
}

/** Node-RED and the editors of flows write UTF-8; a file in UTF-16 that holds the names can't be judged. */
function readUtf16(buffer: Buffer): Contents {
  const littleEndian = NAMES.some((name) => buffer.includes(name, 0, 'utf16le'));
  const bigEndian = NAMES.some((name) => buffer.includes(Buffer.from(name, 'utf16le').swap16()));
  if (!littleEndian && !bigEndian) return NOTHING;
  return { ...NOTHING, problem: 'It is in UTF-16, which is not read: save it as UTF-8.' };
}

/** What a flow file begins with; other JSON without the names in it is no matter of ours, torn or not. */
const FLOW_START = /^\s*(\[|\{)/;
const FLOW_WORDS = ['"rev"', '"flows"', '"nodes"', '"id"'];

/** True for JSON that may be a flow file, that names nothing, and that can't be parsed: more of it may be missing. */
function isTornFlow(buffer: Buffer): boolean {
  const start = FLOW_START.exec(buffer.toString('latin1', 0, 200).replace(/^\xef\xbb\xbf/, ''));
  if (start === null) return false;
  if (start[1] === '{' && !FLOW_WORDS.some((word) => buffer.includes(word))) return false;
  try {
    JSON.parse(decode(buffer).replace(/^\ufeff/, ''));
    return false;
  } catch {
    return true;
  }
}
