import { type Remark } from '../finding.ts';
import { type Look } from './look.ts';
import { list, quote } from './words.ts';

/**
 * Some bound spaces have the key, or a segment of its path, and others lack it. Certain from the readable spaces alone, so
 * it stays when another one is broken, and names readable ones only (CONTRACTS 8).
 */
export function missingInSpace({ reference, context, holders, segments }: Look): readonly Remark[] {
  if (context.scope !== 'bound') return [];
  const findings: Remark[] = [];
  const { key, path } = reference;
  const lacking = context.spaces.filter((space) => !holders.includes(space)).map(({ space }) => space);
  if (holders.length > 0 && lacking.length > 0) {
    findings.push({
      rule: 'missing-in-space',
      start: key.start,
      end: key.end,
      message: sentence(
        key.name,
        holders.map(({ space }) => space),
        lacking,
      ),
      lacking,
      fixes: [{ kind: 'create-secret', key: key.name, path: path.map(({ name }) => name), spaces: lacking }],
    });
  }
  for (const [index, segment] of segments.entries()) {
    if (segment.having.length === 0 || segment.lacking.length === 0) continue;
    const full = [key, ...path.slice(0, index + 1)].map(({ name }) => name).join('.');
    const without = segment.lacking.map(({ space }) => space);
    findings.push({
      rule: 'missing-in-space',
      start: segment.name.start,
      end: segment.name.end,
      message: sentence(full, segment.having, without),
      lacking: without,
      fixes: [],
    });
  }
  return findings;
}

function sentence(name: string, having: readonly string[], lacking: readonly string[]): string {
  return `${quote(name)} is in ${list(having)} but missing in ${list(lacking)}: add it there.`;
}
