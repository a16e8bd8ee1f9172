import assert from 'node:assert/strict';
import { chooseSpace } from '../../../node-red/plugin/choose-space.ts';
import { SyncProblem } from '../../../node-red/plugin/sync-problem.ts';
import { RuntimeSpace, type RuntimeSpaces } from '../../../store/runtime/open-spaces.ts';

function opened(...names: readonly string[]): readonly RuntimeSpace[] {
  const header = { version: 1, createdAt: '', updatedAt: '', changedBySops: false };
  return names.map(
    (space) => new RuntimeSpace({ ...header, space, source: `/s/${space}.space.json`, secrets: [] }, []),
  );
}

function spaces(part: Partial<RuntimeSpaces>): RuntimeSpaces {
  return { opened: [], refused: [], foreign: [], ...part };
}

const TORN = { file: '/s/torn.space.json', problem: 'It is empty.' };

describe('the space that a Node-RED runs', () => {
  const found: readonly (readonly [
    string,
    RuntimeSpaces,
    named: string | undefined,
    last: string | undefined,
    string,
  ])[] = [
    ['is the only one that opens', spaces({ opened: opened('DEV'), foreign: ['PROD'] }), undefined, undefined, 'DEV'],
    ['is the one that is named', spaces({ opened: opened('DEV', 'PROD') }), 'PROD', undefined, 'PROD'],
    ['is the named one whatever else is torn', spaces({ opened: opened('DEV'), refused: [TORN] }), 'DEV', 'DEV', 'DEV'],
    [
      'is known while another file is torn',
      spaces({ opened: opened('DEV'), refused: [TORN] }),
      undefined,
      'DEV',
      'DEV',
    ],
    ['is followed when it is renamed', spaces({ opened: opened('NEW') }), undefined, 'OLD', 'NEW'],
  ];
  for (const [what, given, named, last, expected] of found) {
    it(what, () => {
      assert.equal(chooseSpace(given, named, last).space.space, expected);
    });
  }

  it('is said to be in doubt where a torn file may be its own', () => {
    const { doubts } = chooseSpace(spaces({ opened: opened('DEV'), refused: [TORN] }), undefined, undefined);
    assert.deepEqual(doubts, ['torn.space.json: It is empty.']);
  });

  const problems: readonly (readonly [
    string,
    RuntimeSpaces,
    named: string | undefined,
    last: string | undefined,
    RegExp,
  ])[] = [
    [
      'several open',
      spaces({ opened: opened('DEV', 'PROD') }),
      undefined,
      undefined,
      /"DEV", "PROD".*FLOW_SECRETS_SPACE/,
    ],
    [
      'several open, one of them the last',
      spaces({ opened: opened('DEV', 'PROD') }),
      undefined,
      'DEV',
      /FLOW_SECRETS_SPACE/,
    ],
    [
      'its file is torn and another opens',
      spaces({ opened: opened('PROD'), refused: [TORN] }),
      undefined,
      'DEV',
      /torn\.space\.json/,
    ],
    [
      'the named one is refused',
      spaces({ refused: [{ ...TORN, space: 'DEV' }] }),
      'DEV',
      undefined,
      /"DEV".*torn\.space\.json.*It is empty/,
    ],
    [
      'the named one is not there',
      spaces({ opened: opened('DEV') }),
      'PRD',
      undefined,
      /no space "PRD".*FLOW_SECRETS_SPACE/,
    ],
    [
      'the named one may be the torn one',
      spaces({ refused: [TORN] }),
      'DEV',
      undefined,
      /no space "DEV".*torn\.space\.json/,
    ],
    [
      'the named one is sealed to others',
      spaces({ foreign: ['DEV'] }),
      'DEV',
      undefined,
      /does not open the space "DEV".*runtime add/,
    ],
    [
      'all are sealed to others',
      spaces({ foreign: ['DEV', 'PROD'] }),
      undefined,
      undefined,
      /does not open any space.*"DEV", "PROD".*runtime add/,
    ],
    [
      'the last one is sealed to others now',
      spaces({ foreign: ['DEV', 'PROD'] }),
      undefined,
      'DEV',
      /does not open the space "DEV" any more.*runtime add/,
    ],
    ['the last one is gone', spaces({ foreign: ['PROD'] }), undefined, 'DEV', /"DEV" is no longer.*Restore/],
    ['there is none', spaces({}), undefined, undefined, /no space yet.*space add/],
  ];
  for (const [what, given, named, last, message] of problems) {
    it(`is none when ${what}`, () => {
      assert.throws(
        () => chooseSpace(given, named, last),
        (error) => error instanceof SyncProblem && message.test(error.message),
      );
    });
  }
});
