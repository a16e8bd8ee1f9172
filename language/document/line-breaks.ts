const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** Line ends are \n, \r\n and \r. */
export function countLineBreaks(text: string): number {
  let count = 0;
  for (let next = nextLine(text, 0); next > 0; next = nextLine(text, next)) count++;
  return count;
}

/** Where lines begin behind line breaks. */
export function lineStartsOf(text: string): readonly number[] {
  const starts: number[] = [];
  for (let next = nextLine(text, 0); next > 0; next = nextLine(text, next)) starts.push(next);
  return starts;
}

/** Where the next line behind `from` begins; -1 when there is none. */
function nextLine(text: string, from: number): number {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === LINE_FEED || (code === RETURN && text.charCodeAt(i + 1) !== LINE_FEED)) return i + 1;
  }
  return -1;
}
