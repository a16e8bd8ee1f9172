import { SopsError } from './sops-error.ts';

/** What RE2 writes as one escape or class and JavaScript otherwise. `\s` is ASCII in RE2 and has no vertical tab. */
const ESCAPES = new Map([
  ['A', '^'],
  ['z', '$'],
  ['a', '\\x07'],
  ['s', '[\\t\\n\\f\\r ]'],
  ['S', '[^\\t\\n\\f\\r ]'],
]);
const SAME_ESCAPES = /^[dDwWbBtnfrv]$/;
const POSIX = new Map([
  ['alpha', 'A-Za-z'],
  ['digit', '0-9'],
  ['alnum', '0-9A-Za-z'],
  ['upper', 'A-Z'],
  ['lower', 'a-z'],
  ['word', '0-9A-Za-z_'],
  ['xdigit', '0-9A-Fa-f'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['space', '\\t\\n\\v\\f\\r '],
  ['blank', '\\t '],
]);

/** Steps of JavaScript's backtracking that all names of a document together may cost: a second or two. */
const MOST_STEPS = 1e9;

/** A regular expression of Go. RE2 takes linear time; a file that would make JavaScript search for hours is refused. */
export class Re2 {
  readonly #source: string;
  readonly #translated: Translated;
  readonly #known = new Map<string, boolean>();
  #steps = 0;

  /**
   * Translates RE2 syntax, as `sops` reads it, to JavaScript.
   * @throws SopsError `unsupported` for what JavaScript can't say, what RE2 does not know (lookaround, back references),
   *   and repeated groups that could make JavaScript's backtracking endless: a wrong reading would leave values in clear
   */
  constructor(source: string) {
    this.#source = source;
    try {
      this.#translated = new Translator(source).translate();
    } catch {
      throw this.#unsupported();
    }
  }

  /** @throws SopsError `unsupported` when the names of the document could take too long */
  test(name: string): boolean {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const { regex, loops, ways } = this.#translated;
    // At worst a search begins at each character, and each loop stops at each one.
    this.#steps += ways * (name.length + 1) ** (loops + 1);
    if (this.#steps > MOST_STEPS) throw this.#unsupported();
    const isMatch = regex.test(name);
    this.#known.set(name, isMatch);
    return isMatch;
  }

  #unsupported(): SopsError {
    return new SopsError(
      'unsupported',
      `Its regular expression ${JSON.stringify(this.#source)} is one that only the sops command understands. Use a simpler one, such as ^secrets$.`,
    );
  }
}

/** What a pattern costs: how many parts may be repeated, and in how many ways the rest may be read. */
interface Translated {
  readonly regex: RegExp;
  readonly loops: number;
  readonly ways: number;
}

interface Group {
  isRisky: boolean;
  choices: number;
}

/** One pass over the pattern; throws an Error for what it does not know. */
class Translator {
  readonly #source: string;
  #at = 0;
  #dotAll = false;
  #output = '';
  /** Of each open group: whether it holds a choice or a repetition, and how many choices. */
  readonly #groups: Group[] = [];
  readonly #top: Group = { isRisky: false, choices: 1 };
  #loops = 0;
  #ways = 1;

  constructor(source: string) {
    this.#source = source;
  }

  translate(): Translated {
    const flags = this.#leadingFlags();
    while (this.#at < this.#source.length) this.#output += this.#next();
    const regex = new RegExp(this.#output, `u${flags}`);
    return { regex, loops: this.#loops, ways: this.#ways * this.#top.choices };
  }

  /** `(?i)` at the start; JavaScript has flags for the whole expression only. */
  #leadingFlags(): string {
    const flags = /^\(\?([ims]+)\)/.exec(this.#source);
    if (!flags) return '';
    this.#at = flags[0].length;
    const letters = flags[1] ?? '';
    this.#dotAll = letters.includes('s');
    return [...new Set(letters.replaceAll('s', ''))].join('');
  }

  #next(): string {
    const character = this.#take();
    switch (character) {
      case '\\':
        return this.#escape(false);
      case '[':
        return this.#class();
      case '(':
        return this.#open();
      case ')':
        return this.#close();
      case '.':
        return this.#dotAll ? '[^]' : '[^\\n]';
      case '|':
        this.#innermost().isRisky = true;
        this.#innermost().choices++;
        return character;
      case '?':
        this.#innermost().isRisky = true;
        this.#ways *= 2;
        return character;
      case '*':
      case '+':
      case '{':
        this.#innermost().isRisky = true;
        this.#loops++;
        return character;
      case '/':
        return '\\/';
      default:
        return character;
    }
  }

  #take(): string {
    const character = this.#source[this.#at];
    if (character === undefined) throw new Error('ends early');
    this.#at++;
    return character;
  }

  #innermost(): Group {
    return this.#groups.at(-1) ?? this.#top;
  }

  #open(): string {
    if (this.#source[this.#at] !== '?') {
      this.#groups.push({ isRisky: false, choices: 1 });
      return '(';
    }
    const head = /^\?(?::|P?<[A-Za-z_]\w*>)/.exec(this.#source.slice(this.#at));
    if (!head) throw new Error('flags or lookaround');
    this.#at += head[0].length;
    this.#groups.push({ isRisky: false, choices: 1 });
    return `(${head[0].replace('P<', '<')}`;
  }

  #close(): string {
    const group = this.#groups.pop();
    if (!group) throw new Error('unmatched');
    const isRepeated = /^[*+{]/.test(this.#source.slice(this.#at));
    if (group.isRisky && isRepeated) throw new Error('repeated group');
    if (group.isRisky) this.#innermost().isRisky = true;
    this.#ways *= group.choices;
    return ')';
  }

  #escape(inClass: boolean): string {
    const character = this.#take();
    if (character === 'Q' || character === 'p' || character === 'P' || character === 'x') {
      return this.#longEscape(character, inClass);
    }
    if (SAME_ESCAPES.test(character)) {
      if (inClass && /[bB]/.test(character)) throw new Error('boundary in class');
      return `\\${character}`;
    }
    const translated = ESCAPES.get(character);
    if (translated !== undefined) {
      if (!inClass) return translated;
      if (character === 's') return '\\t\\n\\f\\r ';
      if (character === 'a') return translated;
      throw new Error('no class');
    }
    if (/[0-9A-Za-z]/.test(character)) throw new Error('unknown escape');
    return literal(character);
  }

  #longEscape(character: string, inClass: boolean): string {
    const rest = this.#source.slice(this.#at);
    if (character === 'Q' && !inClass) {
      const end = rest.indexOf('\\E');
      const quoted = end < 0 ? rest : rest.slice(0, end);
      this.#at += end < 0 ? rest.length : end + 2;
      return Array.from(quoted, literal).join('');
    }
    const pattern = character === 'x' ? /^(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/ : /^(?:([A-Z])|\{(\w+)\})/;
    const found = pattern.exec(rest);
    if (!found) throw new Error('unknown escape');
    this.#at += found[0].length;
    const name = found[1] ?? found[2] ?? '';
    if (character === 'x') return `\\u{${name}}`;
    // RE2 names scripts without `Script=`; only general categories read the same in both.
    if (name.length > 2) throw new Error('script');
    return `\\${character}{${name}}`;
  }

  #class(): string {
    let output = '[';
    if (this.#source[this.#at] === '^') output += this.#take();
    for (let first = true; first || this.#source[this.#at] !== ']'; first = false) output += this.#classItem();
    return output + this.#take();
  }

  #classItem(): string {
    const posix = /^\[:(\w+):\]/.exec(this.#source.slice(this.#at));
    if (posix) {
      const range = POSIX.get(posix[1] ?? '');
      if (range === undefined) throw new Error('unknown class');
      this.#at += posix[0].length;
      return range;
    }
    const character = this.#take();
    if (character === '\\') return this.#escape(true);
    return character === '-' ? '-' : literal(character);
  }
}

function literal(character: string): string {
  return /[\s\w]/.test(character) || character > '\x7f'
    ? character
    : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
