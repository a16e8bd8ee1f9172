import assert from 'node:assert/strict';
import { maybeDetail, placeText, refusalDetail, refusalTitle, verdictOf } from '../../client/usage-text.ts';
import { type UsagePlace, type UsagesResult } from '../../server/protocol.ts';

const range = { start: { line: 11, character: 4 }, end: { line: 11, character: 9 } };

function place(number: number): UsagePlace {
  const location = `flows/ingest.json:${number}`;
  return { uri: 'file:///p/flows/ingest.json', range, site: `Ingest › Node ${number} › func`, location };
}

function places(count: number): readonly UsagePlace[] {
  return Array.from({ length: count }, (_, index) => place(index + 1));
}

const NONE: UsagesResult = { references: [], maybe: [], unreadable: [], complete: true };
const UNREADABLE: UsagesResult = { ...NONE, unreadable: [{ uri: 'file:///p/big.json', reason: 'It is too big.' }] };
const fileName = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);

describe('the delete guard’s verdict', () => {
  it('is free only when everything was looked at and nothing uses it', () => {
    assert.equal(verdictOf(NONE), 'free');
    assert.equal(verdictOf({ ...NONE, maybe: places(2) }), 'free');
    assert.equal(verdictOf({ ...NONE, complete: false }), 'incomplete');
    assert.equal(verdictOf(UNREADABLE), 'unreadable');
    assert.equal(verdictOf({ ...UNREADABLE, references: places(1) }), 'used');
  });
});

describe('what a refusal says', () => {
  const title = (usages: UsagesResult): string => refusalTitle('secret A of DEV', usages);

  it('counts the uses in its headline', () => {
    assert.equal(title({ ...NONE, references: places(1) }), 'Can’t delete secret A of DEV: it is used in 1 place.');
    assert.equal(title({ ...NONE, references: places(3) }), 'Can’t delete secret A of DEV: it is used in 3 places.');
    assert.match(title(UNREADABLE), /some files could not be read/);
    assert.match(title({ ...NONE, complete: false }), /not all files have been read yet/);
  });

  it('lists tab, node, property, file and line', () => {
    const detail = refusalDetail({ ...NONE, references: places(2) }, fileName);
    assert.equal(detail, 'Ingest › Node 1 › func, flows/ingest.json:1\nIngest › Node 2 › func, flows/ingest.json:2');
  });

  it('lists ten, and how many more there are', () => {
    const lines = refusalDetail({ ...NONE, references: places(13) }, fileName).split('\n');
    assert.equal(lines.length, 11);
    assert.equal(lines.at(-1), 'and 3 more');
  });

  it('lists a place once, with how often', () => {
    const references = [place(1), place(1), place(2)];
    const detail = refusalDetail({ ...NONE, references }, fileName);
    assert.match(detail, /ingest\.json:1 \(2 times\)\n.*ingest\.json:2$/);
  });

  it('names the files that could not be read, and why', () => {
    assert.equal(refusalDetail(UNREADABLE, fileName), 'big.json: It is too big.');
  });

  it('gives the place alone where there is no site', () => {
    assert.equal(placeText({ ...place(3), site: '' }), 'flows/ingest.json:3');
  });

  it('lists what may use it', () => {
    assert.equal(maybeDetail([]), '');
    assert.match(maybeDetail(places(1)), /May use it.*\nIngest › Node 1 › func, flows\/ingest\.json:1$/);
  });
});
