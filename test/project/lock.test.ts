import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8');
const packages = new Map(Object.entries((JSON.parse(text) as { packages: Record<string, Locked> }).packages));

describe('package-lock.json', () => {
  it('holds every package that another one names, those for other systems too, or `npm ci` refuses it', () => {
    const missing = [...packages].flatMap(([path, { dependencies, devDependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
        .filter((name) => !isFound(path, name))
        .map((name) => `${path || 'package.json'} needs ${name}`),
    );
    assert.deepEqual(missing, []);
  });
});

/** As Node.js looks for it: beside the package, then in the folders above. */
function isFound(from: string, name: string): boolean {
  if (packages.has(`${from}/node_modules/${name}`.replace(/^\//, ''))) return true;
  return from !== '' && isFound(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}
