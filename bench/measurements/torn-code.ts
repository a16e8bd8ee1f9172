// How many references to secrets are still found in function code that is torn, as it is while someone types.
import { type Result } from '../goals.ts';
import { type Reference } from '../../language/reference.ts';
import { readFunctionCode } from '../../language/references/javascript.ts';
import { flowTexts } from '../texts.ts';

const TRIES = 20;
/** Numbers that look like chance and are the same in each run (Park and Miller). */
let seed = 1;
function below(limit: number): number {
  seed = (seed * 48271) % 2147483647;
  return seed % limit;
}

class Tally {
  kept = 0;
  all = 0;
  threw = 0;

  /** Counts which of the wanted references a torn code still has. */
  count(code: string, wanted: readonly Reference[], moved: (offset: number) => number): void {
    this.all += wanted.length;
    try {
      const found = new Set(
        readFunctionCode(code).references.map(({ key }) => `${key?.start ?? ''} ${key?.name ?? ''}`),
      );
      this.kept += wanted.filter(({ key }) => key && found.has(`${moved(key.start)} ${key.name}`)).length;
    } catch {
      this.threw++;
    }
  }

  get percent(): number {
    return (100 * this.kept) / this.all;
  }
}

export function measureTornCode(): readonly Result[] {
  const [cut, quoted] = [new Tally(), new Tally()];
  for (const code of functionCodes()) {
    const references = readFunctionCode(code).references.filter(({ key }) => key !== undefined);
    if (references.length === 0) continue;
    for (let i = 0; i < TRIES; i++) {
      const at = below(code.length + 1);
      cut.count(
        code.slice(0, at),
        references.filter(({ end }) => end <= at),
        (offset) => offset,
      );
      const quote = below(2) === 0 ? '"' : "'";
      const outside = references.filter(({ start, end }) => at <= start || end <= at);
      quoted.count(code.slice(0, at) + quote + code.slice(at), outside, (offset) =>
        offset < at ? offset : offset + 1,
      );
    }
  }
  const detail = ({ all }: Tally): string => `${all} references in torn code`;
  return [
    { goal: 'cutCode', value: cut.percent, detail: detail(cut) },
    { goal: 'strayQuote', value: quoted.percent, detail: detail(quoted) },
    { goal: 'throws', value: cut.threw + quoted.threw },
  ];
}

const GLOBAL_GET = /(global\.get\(\s*["'`])(?=\w)/g;

/** The code of real function nodes, whose global variables are made secrets: real code around each reference. */
function functionCodes(): readonly string[] {
  return flowTexts(Infinity).flatMap((text) =>
    (JSON.parse(text) as { func?: unknown }[]).flatMap(({ func }) =>
      typeof func === 'string' ? [func.replace(GLOBAL_GET, '$1SECRETS.')] : [],
    ),
  );
}
