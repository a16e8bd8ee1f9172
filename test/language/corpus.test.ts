import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createDocument } from '../../language/document/source-document.ts';
import { decodeJsonString } from '../../language/document/json-string.ts';
import { type SourceDocument } from '../../language/document/api.ts';
import { type Enclosure } from '../../language/reference.ts';
import { FIXTURES } from './labels.ts';

/** All flow files at hand: the shared corpus where it is there, else the project's own files. */
const CORPUS = join(import.meta.dirname, '..', '..', '..', 'shared', 'corpus', 'flows');

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file));
}

/** A small repeatable random source (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The text of a range with the escapes of the strings around it taken off, outermost first. */
function unescaped(raw: string, within: readonly Enclosure[]): string {
  return within.toReversed().reduce((text, enclosure) => {
    if (enclosure.kind === 'json') return decodeJsonString(text, 0, text.length).text;
    // JavaScript's and JSONata's escapes that can stand in a name are JSON's, and any character after a backslash.
    return enclosure.kind === 'yaml' ? text : decodeJsonString(text, 0, text.length).text;
  }, raw);
}

function assertExact(document: SourceDocument, file: string): void {
  for (const { key, path, place } of document.references()) {
    for (const name of key ? [key, ...path] : path) {
      const within = name.place?.within ?? place.within;
      const text = document.slice(name.start, name.end);
      assert.equal(unescaped(text, within), name.name, `${file} at ${name.start}`);
    }
  }
}

/** Asks everything that an editor asks. */
function readWhole(file: string, text: string): void {
  const document = createDocument(file, text);
  assertExact(document, file);
  document.problem();
  document.bareAccesses();
  for (const node of document.nodes().slice(0, 3)) document.siteOf(node.start);
  const middle = Math.floor(text.length / 2);
  assert.equal(document.offsetAt(document.positionAt(middle)), middle);
}

describe('flow files of all kinds', function () {
  this.timeout(120_000);
  const files = filesOf(existsSync(CORPUS) ? CORPUS : FIXTURES);

  it('are read whole', () => {
    for (const file of files) readWhole(file, readFileSync(file, 'utf8'));
  });

  it('are read cut at random places', () => {
    const next = random(20261122);
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const from = Math.floor(next() * text.length);
      for (const cut of [text.slice(0, from), text.slice(from), text.slice(0, from) + text.slice(from + 7)])
        readWhole(file, cut);
    }
  });

  it('labelled ones are exact and stay so when cut', () => {
    const next = random(7);
    for (const file of filesOf(FIXTURES)) {
      const text = readFileSync(file, 'utf8');
      for (let i = 0; i < 10; i++) {
        const from = Math.floor(next() * text.length);
        readWhole(file, text.slice(0, from) + text.slice(from + Math.floor(next() * 40)));
      }
    }
  });
});
