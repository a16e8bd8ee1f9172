import { type Name, type Reading, type Reference } from '../reference.ts';
import { embed } from './embedded.ts';
import { joinReadings, NOTHING } from './reading.ts';
import { type RecordFields, type TextField } from './record/fields.ts';
import { recordsOfJson } from './record/json.ts';
import { recordsOfYaml } from './record/yaml.ts';
import { readScript } from './script.ts';
import { readTemplate } from './template.ts';

/**
 * Function and template records (JSON or YAML objects with `function_type`, `script` or `template` beside `credential`):
 * `credential` names a credential, or several in a list; `script` and `template` are read as files of that kind.
 * `isRecord` tells whether the text holds a record at all. Torn text is read as far as its parser goes.
 */
export function readRecord(text: string, format: 'json' | 'yaml'): Reading & { readonly isRecord: boolean } {
  const records = format === 'json' ? recordsOfJson(text) : recordsOfYaml(text);
  const found = joinReadings(records.flatMap(readingsOf));
  return {
    ...found,
    references: found.references.filter((reference) => isExact(reference, text)),
    isRecord: records.length > 0,
  };
}

function readingsOf({ credentials, scripts, templates }: RecordFields): Reading[] {
  return [
    ...credentials.map((field) => embed({ ...NOTHING, references: [credentialOf(field)] }, field)),
    ...scripts.map((field) => embed(readScript(field.text), field)),
    ...templates.map((field) => embed(readTemplate(field.text), field)),
  ];
}

function credentialOf({ text }: TextField): Reference {
  const span = { start: 0, end: text.length };
  const key: Name = { name: text, ...span, notation: { kind: 'dot' } };
  const place = { syntax: 'plain', within: [] } as const;
  return { kind: 'credential', ...span, key, path: [], access: 'read', effect: 'value', form: 'record', place };
}

/** Layout of YAML may run through a name (a folded line): such a range is no place to put another name. */
function isExact({ key, path, place }: Reference, source: string): boolean {
  const names = key === undefined ? path : [key, ...path];
  return names.every(({ start, end }) => start <= end && !(isYaml(place) && source.slice(start, end).includes('\n')));
}

function isYaml({ within }: Reference['place']): boolean {
  return within.at(-1)?.kind === 'yaml';
}
