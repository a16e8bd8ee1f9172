import { decodeJsonString } from '../document/json-string.ts';
import { type Enclosure } from '../reference.ts';
import { cook } from './javascript/cooked.ts';

/**
 * What a raw text stands for, with the string literals around it decoded: the way back from `escapeWithin`.
 * @param within innermost first
 * @returns undefined where layout runs through it (YAML of several lines), which can't be told from the text alone
 */
export function readText(raw: string, within: readonly Enclosure[]): string | undefined {
  let text: string | undefined = raw;
  for (const enclosure of within.toReversed()) text = text === undefined ? undefined : decode(text, enclosure);
  return text;
}

function decode(raw: string, enclosure: Enclosure): string | undefined {
  switch (enclosure.kind) {
    case 'json':
    case 'header-line':
    case 'jsonata':
      return decodeJsonString(raw, 0, raw.length).text;
    case 'javascript':
      return cook(raw, 0).text;
    case 'yaml':
      return /[\r\n]/.test(raw) ? undefined : decodeYaml(raw, enclosure.style);
  }
}

function decodeYaml(raw: string, style: Extract<Enclosure, { kind: 'yaml' }>['style']): string {
  if (style === 'single') return raw.replaceAll("''", "'");
  return style === 'double' ? decodeJsonString(raw, 0, raw.length).text : raw;
}
