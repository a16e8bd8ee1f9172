import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** What a labelled file is known to hold. */
interface Labels {
  /** How many dynamic accesses there are. */
  readonly dynamic: number;
  readonly references: readonly (Place & {
    readonly key: string;
    readonly path: readonly (Place & { readonly name: string })[];
  })[];
}

export interface LabelledFile {
  readonly name: string;
  readonly text: string;
  readonly labels: Labels;
}

/** The labelled flow files that the project keeps. */
export const FIXTURES = join(import.meta.dirname, '..', 'fixtures', 'labels');

export function labelledFiles(folder = FIXTURES): LabelledFile[] {
  const wanted = readdirSync(folder).filter((name) => name.endsWith('.want.json'));
  return wanted.map((wantedName) => {
    const name = wantedName.replace('.want.json', '.json');
    const labels = JSON.parse(readFileSync(join(folder, wantedName), 'utf8')) as Labels;
    return { name, text: readFileSync(join(folder, name), 'utf8'), labels };
  });
}
