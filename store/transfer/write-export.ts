import { StoreError } from '../store.ts';
import { writeDotenv } from './dotenv.ts';
import { type ImportedSecret } from './read-import.ts';

/**
 * Secrets in clear, as other tools read them: JSON with the trees of JSON secrets, or `.env` lines with their JSON text.
 * @throws StoreError `bad-value` naming the keys that a `.env` file can't hold
 */
export function writeExport(secrets: readonly ImportedSecret[], format: 'env' | 'json'): string {
  if (format === 'json') {
    const members = secrets.map(({ key, kind, value }) => {
      const text = kind === 'json' ? value.reveal() : JSON.stringify(value.reveal());
      return `  ${JSON.stringify(key)}: ${text}`;
    });
    return members.length === 0 ? '{}\n' : `{\n${members.join(',\n')}\n}\n`;
  }
  const lines = secrets.map(({ key, value }) => writeDotenv(key, value.reveal()));
  const lost = secrets.filter((_, index) => lines[index] === undefined).map(({ key }) => JSON.stringify(key));
  if (lost.length > 0) {
    throw new StoreError('bad-value', `A .env file can't hold ${lost.join(', ')}: export to a .json file.`);
  }
  return lines.map((line) => `${line ?? ''}\n`).join('');
}
