import { type Red } from './red.ts';

/** Node-RED's namespace of our translations: the palette module and the plugin's name in its package.json. */
const NAMESPACE = '@flow-secrets/node-red/flow-secrets';

/** A text of locales/<language>/flow-secrets.json; `{name}` in it becomes the value of that name. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Fills in values itself: Node-RED's own way replaces `__name__` in values too, and a secret may be called `__proto__`.
 */
export function translator(red: Red): Translate {
  return (key, values = {}) =>
    red
      ._(`${NAMESPACE}:${key}`)
      .replaceAll(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? String(values[name]) : place));
}
