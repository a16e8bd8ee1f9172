import { JsonError, type JsonNode, parseJson } from '../store/catalog/json-tree.ts';
import { SecretValue } from '../store/secret-value.ts';
import { type SealedValues } from '../store/store.ts';
import { type Terminal, UsageError } from './command.ts';

/**
 * Values of sealed fields: typed at a prompt without echo, or one JSON object of texts on standard input.
 * @throws UsageError when one of the fields is missing; its message holds no value
 */
export async function sealedValues(fields: readonly string[], { input }: Terminal): Promise<SealedValues> {
  if (fields.length === 0) return [];
  if (!input.isTerminal) return fromObject(fields, await input.readAll());
  const values: (readonly [string, SecretValue])[] = [];
  for (const field of fields) values.push([field, new SecretValue(await input.ask(`${field}: `, true))]);
  return values;
}

/**
 * The JSON object of texts on standard input; nothing when it is empty.
 * @throws UsageError when it holds anything else; its message holds no value
 */
export async function givenSealedValues({ input }: Terminal): Promise<SealedValues> {
  const text = await input.readAll();
  if (text.trim() === '') return [];
  const object = parsed(text);
  if (object?.kind !== 'object') {
    throw new UsageError('standard input has to hold the sealed fields as one JSON object: {"FIELD": "value"}.');
  }
  return object.members.map(([field, node]) => {
    if (node.kind === 'string') return [field, new SecretValue(node.value)] as const;
    throw new UsageError(`the sealed field ${JSON.stringify(field)} on standard input is no text.`);
  });
}

function fromObject(fields: readonly string[], text: string): SealedValues {
  const object = parsed(text);
  if (object?.kind !== 'object') {
    throw new UsageError(`standard input has to hold one JSON object with the sealed fields ${fields.join(', ')}.`);
  }
  const given = new Map(object.members);
  const values = fields.map((field) => {
    const node = given.get(field);
    if (node?.kind !== 'string' || node.value === '') {
      throw new UsageError(`standard input has no text for the sealed field ${JSON.stringify(field)}.`);
    }
    return [field, new SecretValue(node.value)] as const;
  });
  const strange = [...given.keys()].find((name) => !fields.includes(name));
  if (strange !== undefined) {
    throw new UsageError(`${JSON.stringify(strange)} is none of the sealed fields: ${fields.join(', ')}.`);
  }
  return values;
}

function parsed(text: string): JsonNode | undefined {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
