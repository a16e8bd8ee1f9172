import { type Fix, type Remark } from '../finding.ts';
import { type Literal } from '../literals/literal.ts';
import { type Coding } from '../literals/pieces.ts';
import { type Span } from '../reference.ts';
import { type Segment } from '../references/write-access.ts';
import { list, quote } from './words.ts';

/** A secret, or a leaf of one, whose value a text is. */
export interface KnownValue {
  readonly key: string;
  readonly path: readonly Segment[];
  /** The spaces in which it has this value. */
  readonly spaces: readonly string[];
}

/** A part of a literal (offsets in its text) that is a value, or one that is written in another coding. */
export interface ValuePlace {
  readonly literal: Literal;
  readonly part: Span;
  readonly coding: Coding;
  /** At least one. */
  readonly values: readonly KnownValue[];
}

const CODINGS: Readonly<Record<Coding, string>> = {
  plain: 'the value',
  base64: 'in base64 the value',
  percent: 'percent-encoded the value',
  json: 'as JSON text the value',
};

/**
 * A secret's value stands in a file. `runsIn` are the spaces that the file is bound to, undefined for all: a reference is
 * offered where one of them has the secret.
 */
export function knownValue({ literal, part, coding, values }: ValuePlace, runsIn?: readonly string[]): Remark {
  const names = list([...new Set(values.map(nameOf))]);
  const spaces = list([...new Set(values.flatMap((value) => value.spaces))]);
  const fixes = coding === 'plain' ? fixesFor(literal, part, values, runsIn) : [];
  const remedy = fixes.length > 0 ? 'replace it by a reference' : 'take it out of the file';
  return {
    rule: 'known-value',
    start: literal.toSource(part.start),
    end: literal.toSource(part.end),
    message: `This is ${CODINGS[coding]} of ${names} in ${spaces}: ${remedy}, and change it at its provider.`,
    fixes,
  };
}

function nameOf({ key, path }: KnownValue): string {
  return quote(`${key}${path.map(({ name, index }) => (index ? `[${name}]` : `.${name}`)).join('')}`);
}

function fixesFor(
  { write }: Literal,
  part: Span,
  values: readonly KnownValue[],
  runsIn: readonly string[] | undefined,
): readonly Fix[] {
  if (typeof write === 'string') return [];
  const here = values.filter(({ spaces }) => runsIn === undefined || spaces.some((space) => runsIn.includes(space)));
  return here.flatMap((value): readonly Fix[] => {
    const edits = write({ root: 'SECRETS', segments: [{ name: value.key, index: false }, ...value.path] }, part);
    if (edits === undefined) return [];
    const title = `Replace by a reference to ${nameOf(value)}`;
    return [{ kind: 'edit', title, edits, preferred: here.length === 1 }];
  });
}
