/** The two functions that our parser is compared with. */
declare module '@node-red/util' {
  export const util: {
    normalisePropertyExpression(text: string): unknown[];
    parseContextStore(key: string): { readonly store?: string; readonly key: string };
  };
}
