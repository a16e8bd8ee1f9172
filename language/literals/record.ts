import { recordsOfJson } from '../references/record/json.ts';
import { recordsOfYaml } from '../references/record/yaml.ts';
import { type TextField } from '../references/record/fields.ts';
import { literalsOfScript } from './script.ts';
import { embedLiteral, type Literal } from './literal.ts';
import { literalsOfTemplate } from './text.ts';

/** The literals in the scripts and templates of the records of a text. */
export function literalsOfRecords(text: string, format: 'json' | 'yaml'): readonly Literal[] {
  const records = format === 'json' ? recordsOfJson(text) : recordsOfYaml(text);
  const read = (field: TextField, literals: readonly Literal[]): Literal[] =>
    literals.map((literal) => embedLiteral(literal, field));
  return records.flatMap(({ scripts, templates }) => [
    ...scripts.flatMap((field) => read(field, literalsOfScript(field.text))),
    ...templates.flatMap((field) => read(field, literalsOfTemplate(field.text))),
  ]);
}
