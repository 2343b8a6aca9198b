import { StringStream } from '@codemirror/language';
import { describe, expect, it } from 'vitest';
import { copyState, readToken, startState, type LibraryNames, type TokenStyle } from '../../src/language/tokenizer';
import { readLanguageTables } from '../../plugins/language_tables';

const library: LibraryNames = { functions: new Set(['sin', 'integrate', 'float', 'mat', 'table']), constants: new Set(['pi', 'e', 'i']) };

/** The tokens of a text, each with its style: `sin:library`. */
function tokens(text: string): string[] {
  let state = startState();
  const found: string[] = [];
  for (const line of text.split('\n')) {
    const stream = new StringStream(line, 4, 4);
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style: TokenStyle | null = readToken(stream, state, library);
      expect(stream.pos, `no progress in ${line}`).toBeGreaterThan(stream.start);
      if (style) {
        const last = found.at(-1);
        // Neighbouring pieces of one string read as one.
        if (style === 'string' && last?.endsWith(':string') && stream.start > 0 && line[stream.start - 1] !== ' ') found[found.length - 1] = last.slice(0, -7) + stream.current() + ':string';
        else found.push(`${stream.current()}:${style}`);
      }
    }
    state = copyState(state);
  }
  return found;
}

describe('tokens for colours', () => {
  it('know the words of the core', () => {
    const tables = readLanguageTables();
    expect(tables.keywords).toContain('func');
    expect(tables.words).toContain('match');
    expect(tables.types).toContain('rational');
    expect(tables.symbols.slice(0, 2).every((symbol) => symbol.length === 3)).toBe(true);
    expect(tables.symbols).toEqual(expect.arrayContaining(['√', '≤', '|>', '\\']));
  });

  it('tell names of the library, calls and other names apart', () => {
    expect(tokens('integrate(f(x), x)')).toEqual(['integrate:library', '(:bracket', 'f:call', '(:bracket', 'x:name', '):bracket', ',:punctuation', 'x:name', '):bracket']);
    expect(tokens('pi = 3')[0]).toBe('pi:name');
    expect(tokens('2*pi')[2]).toBe('pi:constant');
    expect(tokens('sin + 1')[0]).toBe('sin:name');
    expect(tokens('x |> sin')[2]).toBe('sin:library');
    expect(tokens('mat[1, 2; 3, 4]')[0]).toBe('mat:library');
    expect(tokens('table{"a" => 1}')[0]).toBe('table:library');
    for (const text of ['mat{1}', 'table[1]', 'mat = 1', 'sin[1]']) expect(tokens(text)[0], text).toMatch(/:name$/);
    expect(tokens('func sin(x) = x\nsin(2)').filter((token) => token.startsWith('sin'))).toEqual(['sin:definition', 'sin:call']);
    expect(tokens('a.sin')[2]).toBe('sin:property');
  });

  it('read numbers whole', () => {
    for (const number of ['12', '1_000', '0.5', '.5', '0.(142857)', '1.2(34)', '1e-9', '0xFF', '0b101', '1.5f', '4i', '2fi', '3.25e+10f']) {
      expect(tokens(number), number).toEqual([`${number}:number`]);
    }
    expect(tokens('1..5')).toEqual(['1:number', '..:operator', '5:number']);
    expect(tokens('1./2')).toEqual(['1:number', './:operator', '2:number']);
    expect(tokens('√2i')).toEqual(['√:operator', '2:number', 'i:constant']);
    expect(tokens('a[.5]')).toEqual(['a:name', '[:bracket', '.5:number', ']:bracket']);
  });

  it('tell a transpose from a string', () => {
    expect(tokens("m' * n'")).toEqual(['m:name', "':operator", '*:operator', 'n:name', "':operator"]);
    expect(tokens("print('a b')")).toEqual(['print:call', '(:bracket', "'a b':string", '):bracket']);
    expect(tokens("x 'text'")).toEqual(['x:name', "'text':string"]);
  });

  it('go into f-strings and out again', () => {
    expect(tokens('f"{x + {1}}b"')).toEqual(['f":string', '{:punctuation', 'x:name', '+:operator', '{:bracket', '1:number', '}:bracket', '}:punctuation', 'b":string']);
    const found = tokens('f"a {x} {{b}}" + y');
    expect(found).toContain('x:name');
    expect(found).toContain('{{:escape');
    expect(found.at(-1)).toBe('y:name');
    expect(tokens('f"{f"{x}"}" z').at(-1)).toBe('z:name');
  });

  it('keep strings and comments open over lines', () => {
    expect(tokens('"a\nb" c').at(-1)).toBe('c:name');
    expect(tokens('/* a\nb */ c')).toEqual(['/* a:comment', 'b */:comment', 'c:name']);
    expect(tokens('### a\nb ### c').at(-1)).toBe('c:name');
    expect(tokens('#### no block\nc')).toEqual(['#### no block:comment', 'c:name']);
    expect(tokens('a // b')).toEqual(['a:name', '// b:comment']);
  });

  it('see units only where they may stand', () => {
    expect(tokens('10<m/s^2>')).toEqual(['10:number', '<m/s^2>:unit']);
    expect(tokens('a<b>c').filter((token) => token.endsWith(':unit'))).toEqual([]);
    expect(tokens('10 < m').filter((token) => token.endsWith(':unit'))).toEqual([]);
  });

  it('take contextual words for names where they are', () => {
    expect(tokens('match x { _ => 1 }')[0]).toBe('match:keyword');
    expect(tokens('match = 3')[0]).toBe('match:name');
    expect(tokens('for k in 1..3')[2]).toBe('in:operatorWord');
    expect(tokens('sym x, y')[0]).toBe('sym:keyword');
    expect(tokens('unit + 1')[0]).toBe('unit:name');
    expect(tokens('func f(n int) -> float')).toEqual(['func:keyword', 'f:definition', '(:bracket', 'n:name', 'int:type', '):bracket', '->:operator', 'float:type']);
    expect(tokens('float(2)')[0]).toBe('float:library');
  });

  it('read every text to its end', () => {
    const characters = ['a', '1', '"', "'", 'f"', '{', '}', '(', ')', '\\', '.', '#', '/*', '*/', '###', '<', '>', '√', 'π', '∞', '=', '!', '@', '$', '€', ' ', '\n', '|', 'in', '_'];
    let seed = 7;
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 400; round += 1) {
      let text = '';
      for (let k = next(24); k >= 0; k -= 1) text += characters[next(characters.length)];
      tokens(text);
    }
  });
});
