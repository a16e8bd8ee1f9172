/** The functions that our parser is compared with, or that give it something to compare with. */
declare module '@node-red/util' {
  export const util: {
    normalisePropertyExpression(text: string): unknown[];
    parseContextStore(key: string): { readonly store?: string; readonly key: string };
    getObjectProperty(object: object, expression: string): unknown;
  };
}
