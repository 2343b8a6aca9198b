// Tokens of the language for colours: the rules of src/syntax/lexer.cpp, line by line, as far as they show. What one
// character means depends on the token before it: `'` is transpose directly after an operand and else opens a string, `.5`
// is a number where an operand may stand, `<` after a number may open a unit.
import tables from 'virtual:language-tables';
import type { StringStream } from '@codemirror/language';

/** What a token is shown as. */
export type TokenStyle =
  | 'comment'
  | 'number'
  | 'string'
  | 'escape'
  | 'keyword'
  | 'operatorWord'
  | 'constant'
  | 'type'
  | 'library'
  | 'call'
  | 'definition'
  | 'namespace'
  | 'property'
  | 'name'
  | 'unit'
  | 'operator'
  | 'bracket'
  | 'punctuation'
  | 'decorator'
  | 'invalid';

type Context =
  | { readonly kind: 'comment'; readonly closing: string }
  | { readonly kind: 'string'; readonly quote: string }
  | { readonly kind: 'format' }
  | { readonly kind: 'interpolation'; braces: number };

/** Names that the library defines; a program may use them for others. */
export interface LibraryNames {
  readonly functions: ReadonlySet<string>;
  readonly constants: ReadonlySet<string>;
}

export const NO_NAMES: LibraryNames = { functions: new Set(), constants: new Set() };

export interface TokenState {
  /** What is open here, the innermost last. */
  contexts: Context[];
  /** Whether the last token ends an operand. */
  operand: boolean;
  /** Whether `<` directly behind the last token may open a unit. */
  unitMayFollow: boolean;
  /** Whether white space stands before what comes. */
  space: boolean;
  afterRoot: boolean;
  afterDot: boolean;
  /** The word before, where it decides what a name is. */
  word: string;
  /** Names that the text above gave a meaning of its own; never changed in place. */
  own: ReadonlySet<string>;
  /** Brackets that are open, for the indentation. */
  brackets: { readonly text: string; readonly column: number }[];
}

export function startState(): TokenState {
  return { contexts: [], operand: false, unitMayFollow: false, space: true, afterRoot: false, afterDot: false, word: '', own: new Set(), brackets: [] };
}

export function copyState(state: TokenState): TokenState {
  return { ...state, contexts: state.contexts.map((context) => ({ ...context })), brackets: [...state.brackets] };
}

const KEYWORDS = new Set(tables.keywords);
const WORDS = new Set(tables.words);
const TYPES = new Set(tables.types);
const SYMBOLS = tables.symbols.filter((symbol) => !/^\p{L}/u.test(symbol));
const LITERALS = new Set(['true', 'false', 'null']);
/** Contextual words that stand between operands or before one, as operators do. */
const OPERATOR_WORDS = new Set(['in', 'and', 'or', 'not', 'subset', 'xor', 'is', 'as', 'step']);

/** Functions of the library that are also written with a bracket of their own: `mat[1, 2; 3, 4]`. */
const CONSTRUCTORS: ReadonlyMap<string, string> = new Map([['vec', '['], ['mat', '['], ['table', '{']]);

const IDENTIFIER = /^[\p{L}\p{Nl}_](?:[\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}_])*/u;
const CONSTANT_SIGNS = /^[π∞]/u;
const BASED_NUMBER = /^0(?:[xX][0-9a-fA-F][0-9a-fA-F_]*|[oO][0-7][0-7_]*|[bB][01][01_]*)/;
const NUMBER = /^(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*(?:\(\d+\))?|\(\d+\)))?|\.\d(?:_?\d)*(?:\(\d+\))?)(?:[eE][+-]?\d(?:_?\d)*)?/;
const SUFFIX = /^(?:fi|f|i)(?![\p{L}\p{Nd}_])/u;
const UNIT = /^<[\p{L}_\d*/^()-]+>/u;
const ESCAPE = /^\\(?:[ntr\\"']|u\{[0-9a-fA-F]{1,6}\})/;

/** Reads one token, or white space (null). */
export function readToken(stream: StringStream, state: TokenState, library: LibraryNames): TokenStyle | null {
  const context = state.contexts.at(-1);
  if (context?.kind === 'comment') return readComment(stream, state, context.closing);
  if (context?.kind === 'string') return readString(stream, state, context.quote);
  if (context?.kind === 'format') return readFormat(stream, state);
  if (stream.sol()) startLine(state);
  if (stream.eatSpace()) {
    state.space = true;
    state.unitMayFollow = state.word === 'as';
    return null;
  }
  const comment = readCommentStart(stream, state);
  if (comment) return comment;
  return readCode(stream, state, library);
}

/** A new line is white space, and an operand may stand there. */
function startLine(state: TokenState): void {
  state.space = true;
  state.operand = false;
  state.unitMayFollow = false;
}

// ── comments and text ───────────────────────────────────────────────────────────────────────────────────────────

function readCommentStart(stream: StringStream, state: TokenState): TokenStyle | null {
  const block = stream.match(/^(?:\/\*|###(?!#))/) as RegExpMatchArray | null;
  if (block) {
    const closing = block[0] === '/*' ? '*/' : '###';
    state.contexts.push({ kind: 'comment', closing });
    return readComment(stream, state, closing);
  }
  if (stream.match(/^(?:#|\/\/).*/)) return 'comment';
  return null;
}

function readComment(stream: StringStream, state: TokenState, closing: string): TokenStyle {
  const end = stream.string.indexOf(closing, stream.pos);
  if (end < 0) {
    stream.skipToEnd();
  } else {
    stream.pos = end + closing.length;
    state.contexts.pop();
  }
  return 'comment';
}

function openString(stream: StringStream, state: TokenState, quote: string): void {
  stream.next();
  state.contexts.push({ kind: 'string', quote });
}

function readString(stream: StringStream, state: TokenState, quote: string): TokenStyle {
  if (stream.match(ESCAPE)) return 'escape';
  while (!stream.eol()) {
    const c = stream.peek();
    if (c === quote) {
      stream.next();
      state.contexts.pop();
      after(state, true);
      return 'string';
    }
    if (c === '\\' && ESCAPE.test(stream.string.slice(stream.pos))) return 'string';
    stream.next();
  }
  return 'string';
}

function readFormat(stream: StringStream, state: TokenState): TokenStyle {
  if (stream.match(ESCAPE) || stream.match('{{') || stream.match('}}')) return 'escape';
  if (stream.eat('{')) {
    state.contexts.push({ kind: 'interpolation', braces: 0 });
    after(state, false);
    return 'punctuation';
  }
  if (stream.eat('"')) {
    state.contexts.pop();
    after(state, true);
    return 'string';
  }
  while (!stream.eol() && !/["{}\\]/.test(stream.peek()!)) stream.next();
  if (stream.peek() === '\\' || stream.peek() === '}') {
    // A backslash that begins no escape, or a lone brace: text, or a mistake that the check will show.
    if (stream.pos === stream.start) stream.next();
  }
  return 'string';
}

// ── code ────────────────────────────────────────────────────────────────────────────────────────────────────────

function readCode(stream: StringStream, state: TokenState, library: LibraryNames): TokenStyle {
  const c = stream.peek()!;
  if (/\d/.test(c) || (c === '.' && !state.operand && /^\.\d/.test(stream.string.slice(stream.pos)))) return readNumber(stream, state);
  if (CONSTANT_SIGNS.test(c)) {
    stream.next();
    after(state, true);
    return 'constant';
  }
  const name = stream.match(IDENTIFIER, false) as RegExpMatchArray | null;
  if (name) return readName(stream, state, name[0], library);
  if (c === '"' || (c === "'" && (!state.operand || state.space))) {
    openString(stream, state, c);
    return 'string';
  }
  if (c === '}' && closesInterpolation(stream, state)) return 'punctuation';
  if (c === '<' && state.unitMayFollow && stream.match(UNIT)) {
    after(state, true);
    return 'unit';
  }
  return readSymbol(stream, state);
}

function readNumber(stream: StringStream, state: TokenState): TokenStyle {
  const afterRoot = state.afterRoot;
  if (!stream.match(BASED_NUMBER)) {
    stream.match(NUMBER);
    const suffix = stream.match(SUFFIX, false) as RegExpMatchArray | null;
    // √2i is √2·i.
    if (suffix && !(afterRoot && suffix[0].endsWith('i'))) stream.match(SUFFIX);
  }
  after(state, true);
  state.unitMayFollow = true;
  return 'number';
}

function readName(stream: StringStream, state: TokenState, name: string, library: LibraryNames): TokenStyle {
  stream.pos += name.length;
  if (name === 'f' && stream.peek() === '"') {
    stream.next();
    state.contexts.push({ kind: 'format' });
    return 'string';
  }
  const { afterDot, word } = state;
  const rest = stream.string.slice(stream.pos);
  const assigned = /^\s*=(?![=>])/.test(rest);
  if ((word === 'func' || (assigned && !afterDot)) && !state.own.has(name)) state.own = new Set([...state.own, name]);
  const style = styleOfName(name, rest, word, afterDot, assigned, state.own.has(name) ? NO_NAMES : library);
  const isWord = style === 'keyword' || style === 'operatorWord';
  after(state, !isWord);
  if (name === 'as' && isWord) state.unitMayFollow = true;
  state.word = isWord ? name : '';
  return style;
}

function styleOfName(name: string, rest: string, word: string, afterDot: boolean, assigned: boolean, library: LibraryNames): TokenStyle {
  const called = /^\(/.test(rest);
  if (afterDot) return called ? 'call' : 'property';
  if (word === 'func') return 'definition';
  if (word === 'struct') return 'type';
  if (LITERALS.has(name)) return 'constant';
  if (KEYWORDS.has(name)) return 'keyword';
  if (!assigned && WORDS.has(name)) {
    if (OPERATOR_WORDS.has(name)) {
      if (name !== 'step' || /^\s+\S/.test(rest)) return 'operatorWord';
    } else if (/^(?:\s+[\p{L}_\d"'({[|-]|\s*\{|\s*$)/u.test(rest) || (name === 'catch' && /^\s*\(/.test(rest))) {
      return 'keyword';
    }
  }
  if (TYPES.has(name) && !called && !assigned) return 'type';
  if (/^::/.test(rest)) return 'namespace';
  if (library.constants.has(name) && !called && !assigned) return 'constant';
  if (!assigned && library.functions.has(name) && CONSTRUCTORS.get(name) === rest[0]) return 'library';
  // A variable may be called like a function of the library, so only what is called or piped into has its colour.
  if (library.functions.has(name) && (called || word === '|>')) return 'library';
  return called ? 'call' : 'name';
}

function closesInterpolation(stream: StringStream, state: TokenState): boolean {
  const context = state.contexts.at(-1);
  if (context?.kind !== 'interpolation' || context.braces > 0) return false;
  stream.next();
  state.contexts.pop();
  return true;
}

function readSymbol(stream: StringStream, state: TokenState): TokenStyle {
  const symbol = SYMBOLS.find((spelling) => stream.match(spelling));
  if (symbol === undefined) {
    stream.next();
    after(state, false);
    return 'invalid';
  }
  const wasOperand = state.operand;
  if (/^[([{]$/.test(symbol)) {
    state.brackets.push({ text: symbol, column: stream.pos });
    countBrace(state, symbol === '{' ? 1 : 0);
    after(state, false);
    return 'bracket';
  }
  if (/^[)\]}]$/.test(symbol)) {
    state.brackets.pop();
    countBrace(state, symbol === '}' ? -1 : 0);
    after(state, true);
    state.unitMayFollow = symbol === ')';
    return 'bracket';
  }
  after(state, false);
  if (symbol === "'" || symbol === ".'") state.operand = true;
  if (symbol === '!') state.operand = wasOperand;
  if (symbol === '√') state.afterRoot = true;
  if (symbol === '.') state.afterDot = true;
  if (symbol === '|>') state.word = symbol;
  if (symbol === '@') return stream.match(IDENTIFIER) ? 'decorator' : 'operator';
  return /^[,;:.]$/.test(symbol) || symbol === '::' ? 'punctuation' : 'operator';
}

function countBrace(state: TokenState, by: number): void {
  const context = state.contexts.at(-1);
  if (context?.kind === 'interpolation') context.braces = Math.max(0, context.braces + by);
}

function after(state: TokenState, operand: boolean): void {
  state.operand = operand;
  state.space = false;
  state.unitMayFollow = false;
  state.afterRoot = false;
  state.afterDot = false;
  state.word = '';
}
