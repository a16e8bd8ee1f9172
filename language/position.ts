/** A place in a text as LSP has it: zero-based line, and UTF-16 code units in that line. Line ends are \n, \r\n and \r. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** One LSP content change; without a range it replaces the whole text. */
export interface TextChange {
  readonly range?: Range;
  readonly text: string;
}
