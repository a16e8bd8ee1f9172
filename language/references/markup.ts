const TAG = /<(?:!doctype\b|!--|\?xml\b|\/?[a-z][\w:-]*(?:\s[^<>]{0,1000})?\/?>)/i;

/** Whether a template is HTML or XML, as far as a tag in it shows: there a value belongs escaped. */
export function looksLikeMarkup(template: string): boolean {
  return TAG.test(template);
}
