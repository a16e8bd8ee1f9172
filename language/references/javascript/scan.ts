import { type Reading, type Span } from '../../reference.ts';
import { kindOfRoot } from '../expression.ts';
import { bareOf } from './bare.ts';
import { Collector } from './collector.ts';
import { extend, holdingOfKey, keyOfContext } from './holding.ts';
import { type KeyText, literalText, locate } from './key-text.ts';
import { type Token, tokenize } from './tokens.ts';
import { type Holding, IN_CODE, MAX_NAMES, type PlacedName } from './value.ts';

/**
 * What the tokens alone tell of code that no parser can read: `global.get("SECRETS.X")`, members of it, and members of
 * a name that it is assigned to; a bare `SECRETS.X` where SECRETS is no variable. Blind to scopes.
 */
export function scanTokens(code: string, form: 'function' | 'script', bareRoots: boolean): Reading {
  return new TokenScanner(code, form).run(bareRoots);
}

/** In tokens. */
const MAX_TYPE = 20;

class TokenScanner {
  private readonly code: string;
  private readonly tokens: readonly Token[];
  private readonly collector: Collector;
  private readonly aliases = new Map<string, Holding['kind']>();
  private readonly declared = new Set<string>();
  /** Where members of SECRETS and CREDENTIALS are read, in tokens. */
  private readonly roots: number[] = [];

  constructor(code: string, form: 'function' | 'script') {
    this.code = code;
    this.tokens = tokenize(code);
    this.collector = new Collector(form);
  }

  run(bareRoots: boolean): Reading {
    let tornEnd = 0; // what stands in a string without an end may be text: no name in there is a variable
    for (const [index, token] of this.tokens.entries()) {
      if (this.collector.isFull) break;
      const next = this.tokens[index + 1];
      if (next !== undefined && next.start < token.end) tornEnd = token.end;
      if (token.kind === 'string') this.key(index, token);
      else if (token.kind === 'word' && token.start >= tornEnd) {
        this.alias(index, token, bareRoots);
        if (!bareRoots) this.root(index, token);
      }
    }
    for (const index of this.roots) this.bare(index);
    return this.collector.reading();
  }

  /** A string that may be the key of `global.get(`. */
  private key(index: number, token: Token): void {
    const level = this.words(index, ['get', '(']) ? this.levelAt(index - 2) : undefined;
    if (level === undefined) return;
    const first = this.tokens[index - 4] ?? token;
    const key = keyOfContext(this.keyText(index, token), level);
    const holding = key && holdingOfKey(key, { start: first.start, end: token.end });
    if (holding === undefined) return;
    const name = holding.names.length === 0 ? this.assigned(this.startOfAccess(index - 4) - 1) : undefined;
    if (name !== undefined) this.aliases.set(this.text(name), holding.kind);
    this.members(this.closing(index), holding);
  }

  /** A name that a whole object was assigned to, or SECRETS itself where that is a variable. */
  private alias(index: number, token: Token, bareRoots: boolean): void {
    if (this.isDot(index - 1)) return;
    const name = this.text(token);
    if (this.isDeclaration(index - 1)) this.declared.add(name);
    const isRoot = bareRoots && !this.declared.has(name);
    const kind = this.aliases.get(name) ?? (isRoot ? kindOfRoot(name) : undefined);
    if (kind !== undefined)
      this.members(index + 1, { type: 'holding', kind, names: [], span: spanOf(token), place: IN_CODE });
  }

  /** SECRETS in code that has no such variable; without a member it may be a parameter or a key, which makes it one. */
  private root(index: number, token: Token): void {
    if (this.isDot(index - 1) || kindOfRoot(this.text(token)) === undefined) return;
    if (this.isDot(index + 1) || this.isSign(index + 1, '[')) this.roots.push(index);
    else this.declared.add(this.text(token));
  }

  private bare(index: number): void {
    const token = this.tokens[index];
    const name = token && this.text(token);
    const kind = name === undefined || this.declared.has(name) ? undefined : kindOfRoot(name);
    if (token === undefined || name === undefined || kind === undefined) return;
    const member = this.member(index + 1);
    const last = member && this.tokens[member.next - 1];
    const isRead = last?.kind === 'word' || (member !== undefined && this.isSign(member.next - 1, ']'));
    const key = isRead && member && last ? { name: member.name.name, end: last.end } : undefined;
    this.collector.addBare(bareOf({ ...spanOf(token), name }, kind, key));
  }

  /** Adds the holding with the members that are read from it; a whole one without members tells nothing. */
  private members(index: number, whole: Holding): void {
    let holding = whole;
    let next = this.behindAssertion(index);
    while (holding.dynamic === undefined && holding.names.length < MAX_NAMES) {
      const found = this.member(next);
      if (found === undefined) break;
      holding = extend(
        holding,
        { names: [found.name], dynamic: false },
        { start: holding.span.start, end: found.name.end },
      );
      next = this.behindAssertion(found.next);
    }
    if (holding.names.length > 0 || holding.dynamic !== undefined) this.collector.add(holding, 'read');
  }

  /** Behind the `!` and the `as T)` of TypeScript. */
  private behindAssertion(index: number): number {
    if (this.isSign(index, '!') && !this.isSign(index + 1, '=')) return index + 1;
    if (!this.isWord(index, 'as')) return index;
    for (let next = index + 1; next < index + MAX_TYPE; next++) if (this.isSign(next, ')')) return next + 1;
    return index;
  }

  private member(index: number): { readonly name: PlacedName; readonly next: number } | undefined {
    const bracket = this.isSign(index, '[') ? index : index + 1;
    const inner = this.tokens[bracket + 1];
    const isBracket = this.isSign(bracket, '[') && (bracket === index || this.isSign(index, '?.'));
    if (isBracket && inner?.kind === 'string' && !inner.partial) {
      const key = literalText(inner, this.code);
      const located = locate(key, 0, key.text.length);
      if (located === undefined) return undefined;
      const notation = { kind: 'quoted', quote: located.quote } as const;
      return { name: { name: key.text, ...located.span, notation, place: IN_CODE }, next: bracket + 3 };
    }
    const word = this.tokens[index + 1];
    if (!this.isDot(index) || word?.kind !== 'word') return undefined;
    return {
      name: { name: this.text(word), ...spanOf(word), notation: { kind: 'dot' }, place: IN_CODE },
      next: index + 2,
    };
  }

  private keyText(index: number, token: Token): KeyText {
    const key = literalText(token.partial ? { start: token.start, end: token.end - 1 } : token, this.code);
    return token.partial || this.isSign(index + 1, '+') ? { ...key, complete: false } : key;
  }

  /** Behind the bracket that closes the call, if it does so soon; else behind the key. */
  private closing(index: number): number {
    for (let next = index + 1; next < index + 6; next++) if (this.isSign(next, ')')) return next + 1;
    return index + 1;
  }

  /** The context whose method the word at `index` is: `global.get`, `context.global?.get`. */
  private levelAt(index: number): 'global' | 'flow' | undefined {
    const object = this.tokens[index - 2];
    if (!this.isDot(index - 1) || object?.kind !== 'word') return undefined;
    const name = this.text(object);
    if (name !== 'global' && name !== 'flow') return undefined;
    const isMember = this.isDot(index - 3);
    return isMember && !this.isWord(index - 4, 'context') ? undefined : name;
  }

  private startOfAccess(index: number): number {
    const start = this.isDot(index - 1) ? index - 2 : index;
    return this.isWord(start - 1, 'await') ? start - 1 : start;
  }

  /** The name before an equals sign; that of the declaration where a type stands between them (TypeScript). */
  private assigned(equals: number): Token | undefined {
    if (!this.isSign(equals, '=')) return undefined;
    for (let index = equals - 2; index > equals - MAX_TYPE; index--)
      if (this.isDeclaration(index) && this.isSign(index + 2, ':')) return this.tokens[index + 1];
    const name = this.tokens[equals - 1];
    return name?.kind === 'word' ? name : undefined;
  }

  private isDeclaration(index: number): boolean {
    return this.isWord(index, 'const') || this.isWord(index, 'let') || this.isWord(index, 'var');
  }

  /** Whether the tokens just before `index` are these. */
  private words(index: number, texts: readonly string[]): boolean {
    return texts.every((text, i) => {
      const token = this.tokens[index - texts.length + i];
      return token !== undefined && token.kind !== 'string' && this.text(token) === text;
    });
  }

  private isDot(index: number): boolean {
    return this.isSign(index, '.') || this.isSign(index, '?.');
  }

  private isSign(index: number, sign: string): boolean {
    const token = this.tokens[index];
    return token?.kind === 'sign' && this.text(token) === sign;
  }

  private isWord(index: number, word: string): boolean {
    const token = this.tokens[index];
    return token?.kind === 'word' && this.text(token) === word;
  }

  private text(token: Token): string {
    return this.code.slice(token.start, token.end);
  }
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}
