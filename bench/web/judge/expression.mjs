// Reads formulas as the packages write them. The tree holds
//   { op: 'number', num, den, isDecimal }  { op: 'name', name }  { op: 'call', name, args }
//   { op: '+' | '-' | '*' | '/' | '^' | '=' | '<' | '<=' | '>' | '>=', args: [a, b] }  { op: 'negate', args: [a] }  { op: 'list', args }
// Factors that stand side by side are multiplied from the left, with the precedence of `*`: `1/2√2` is (1/2)·√2.

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\.\d+)(?:\.\.\.)?|(\*\*|[=<>]=|[-+*/^!()[\]{},=<>])|(√|π|∞)|((?:(?!π)[\p{L}_$])(?:(?!π)[\p{L}\d_])*))/uy;
const RELATIONS = ['=', '<', '<=', '>', '>='];
const CONSTANTS = new Set(['pi', 'π', 'e', 'E', 'i', 'I', 'x', 'y', 'z']);
const OPERATORS = { '·': '*', '×': '*', '−': '-' };

export class UnreadableError extends Error {}

function tokens(text) {
  const plain = text.replace(/[·×−]/g, (character) => OPERATORS[character]).trimEnd();
  const found = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < plain.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(plain);
    if (match === null) throw new UnreadableError(`cannot read ${JSON.stringify(plain.slice(at, at + 20))}`);
    if (match[1] !== undefined) found.push({ kind: 'number', text: match[1] });
    else if (match[2] !== undefined) found.push({ kind: match[2] === '**' ? '^' : match[2] === '==' ? '=' : match[2] });
    else found.push({ kind: match[3] === '√' ? '√' : 'name', text: match[3] ?? match[4] });
  }
  return found;
}

/** A decimal is kept as the fraction it stands for, and marked. */
function number(text) {
  const [, whole, places = '', exponent = '0'] = /^(\d*)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/.exec(text);
  const shift = Number(exponent) - places.length;
  const digits = BigInt(whole + places);
  const isDecimal = /[.eE]/.test(text);
  return shift < 0 ? { op: 'number', num: digits, den: 10n ** BigInt(-shift), isDecimal } : { op: 'number', num: digits * 10n ** BigInt(shift), den: 1n, isDecimal };
}

class Parser {
  constructor(text) {
    this.tokens = tokens(text);
    this.at = 0;
  }

  get kind() {
    return this.tokens[this.at]?.kind;
  }

  takes(kind) {
    if (this.kind !== kind) return false;
    this.at++;
    return true;
  }

  expect(kind) {
    if (!this.takes(kind)) throw new UnreadableError(`expected ${kind}, found ${this.tokens[this.at]?.text ?? this.kind ?? 'the end'}`);
  }

  whole() {
    const tree = this.equation();
    if (this.at < this.tokens.length) throw new UnreadableError(`nothing can follow here: ${this.tokens[this.at].text ?? this.kind}`);
    return tree;
  }

  equation() {
    const left = this.sum();
    const relation = RELATIONS.find((kind) => this.takes(kind));
    return relation === undefined ? left : { op: relation, args: [left, this.sum()] };
  }

  sum() {
    let tree = this.product();
    for (;;) {
      if (this.takes('+')) tree = { op: '+', args: [tree, this.product()] };
      else if (this.takes('-')) tree = { op: '-', args: [tree, this.product()] };
      else return tree;
    }
  }

  product() {
    let tree = this.unary();
    for (;;) {
      if (this.takes('*')) tree = { op: '*', args: [tree, this.unary()] };
      else if (this.takes('/')) tree = { op: '/', args: [tree, this.unary()] };
      else if (['number', 'name', '√', '('].includes(this.kind)) tree = { op: '*', args: [tree, this.power()] };
      else return tree;
    }
  }

  unary() {
    if (this.takes('-')) return { op: 'negate', args: [this.unary()] };
    if (this.takes('+')) return this.unary();
    return this.power();
  }

  power() {
    let base = this.primary();
    while (this.takes('!')) base = { op: 'call', name: 'factorial', args: [base] };
    return this.takes('^') ? { op: '^', args: [base, this.unary()] } : base;
  }

  primary() {
    const token = this.tokens[this.at++];
    switch (token?.kind) {
      case 'number': return number(token.text);
      case '√': return { op: 'call', name: 'sqrt', args: [this.primary()] };
      case '(': { const items = this.list(')'); return items.length === 1 ? items[0] : { op: 'list', args: items }; }
      case '[': return { op: 'list', args: this.list(']') };
      case '{': return { op: 'list', args: this.list('}') };
      case 'name':
        if (CONSTANTS.has(token.text) || !this.takes('(')) return { op: 'name', name: token.text };
        return { op: 'call', name: token.text, args: this.list(')') };
      default: throw new UnreadableError(`a value is missing before ${token?.kind ?? 'the end'}`);
    }
  }

  list(end) {
    const items = [];
    if (this.takes(end)) return items;
    do items.push(this.equation()); while (this.takes(','));
    this.expect(end);
    return items;
  }
}

/** Throws UnreadableError. */
export function parse(text) {
  return new Parser(text).whole();
}

/** All nodes, the root first. */
export function* nodes(tree) {
  yield tree;
  for (const argument of tree.args ?? []) yield* nodes(argument);
}

function isNumber(tree, num, den) {
  if (tree.op === 'negate') return isNumber(tree.args[0], -num, den);
  if (tree.op === '/') return tree.args.every((argument) => argument.op === 'number' && argument.den === 1n) && tree.args[0].num === num && tree.args[1].num === den;
  return tree.op === 'number' && tree.num === num && tree.den === den;
}

/** How long a formula is: its numbers, names and functions, whatever joins them. Reciprocals and roots count alike however they are written. */
export function leaves(tree) {
  if (tree.op === 'number' || tree.op === 'name') return 1;
  const ofArguments = (args) => args.map(leaves).reduce((a, b) => a + b, 0);
  if (tree.op === '^' && isNumber(tree.args[1], -1n, 1n)) return leaves(tree.args[0]);
  if (tree.op === '^' && isNumber(tree.args[1], 1n, 2n)) return 1 + leaves(tree.args[0]);
  return ofArguments(tree.args) + (tree.op === 'call' ? 1 : 0);
}

/** [sign, term] of a sum, brackets opened. */
export function terms(tree, sign = 1) {
  switch (tree.op) {
    case '+': return [...terms(tree.args[0], sign), ...terms(tree.args[1], sign)];
    case '-': return [...terms(tree.args[0], sign), ...terms(tree.args[1], -sign)];
    case 'negate': return terms(tree.args[0], -sign);
    default: return [[sign, tree]];
  }
}

/** The factors of a product, those of a power as often as they stand there; signs are factors. */
export function factors(tree) {
  if (tree.op === '*') return tree.args.flatMap(factors);
  if (tree.op === 'negate') return [{ op: 'number', num: -1n, den: 1n, isDecimal: false }, ...factors(tree.args[0])];
  if (tree.op === '^' && tree.args[1].op === 'number' && tree.args[1].den === 1n) return Array(Number(tree.args[1].num)).fill(factors(tree.args[0])).flat();
  return [tree];
}
