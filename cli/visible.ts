import { type Terminal } from './command.ts';

/**
 * A terminal on which names can't act: what a file, a key or a space is called may hold escape sequences, line ends
 * (a line of a report that nobody wrote) or characters that turn the text round.
 */
export function withVisibleNames({ out, err, ...rest }: Terminal): Terminal {
  return {
    ...rest,
    out: (line) => {
      out(visible(line));
    },
    err: (line) => {
      err(visible(line));
    },
  };
}

/** Control, direction and half characters as `\uXXXX`, which JSON reads back as they were. */
function visible(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (character) => character.split('').map(escaped).join(''));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
