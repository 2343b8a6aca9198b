import { describe, expect, it } from 'vitest';
import { decode } from '../../src/decode.js';
import { encode } from '../../src/encode.js';
import { EngineError, InvalidDataError } from '../../src/errors.js';
import type { Rational, RuminaInput, RuminaMap, Struct } from '../../src/types.js';
import { DecimalNumber, RationalNumber, structOf, SymbolicExpression } from '../../src/values.js';

const back = (value: RuminaInput): unknown => decode(JSON.parse(encode(value)));

describe('values go both ways', () => {
  it.each<[RuminaInput]>([[null], [true], ['text "quoted" é😀\u0000'], [10n ** 50n], [-7n], [0.1], [1e300], [[1n, ['a', []]]]])('%s', (value) => expect(back(value)).toEqual(value));

  it('fractions', () => {
    const third = back({ num: 1n, den: 3n }) as Rational;
    expect(third).toBeInstanceOf(RationalNumber);
    expect(String(third)).toBe('1/3');
    expect(back(third)).toEqual(third);
  });

  it('a number is a float, a bigint an integer', () => {
    expect(encode(5)).toBe('{"$":"float","v":"5"}');
    expect(encode(5n)).toBe('{"$":"int","v":"5"}');
    expect(encode(-0)).toBe('{"$":"float","v":"0"}');
  });

  it('what JavaScript has for it', () => {
    expect(encode(new Map<RuminaInput, RuminaInput>([['k', 1n]]))).toBe('{"$":"map","entries":[["k",{"$":"int","v":"1"}]]}');
    expect(encode(new Set(['a']))).toBe('{"$":"set","items":["a"]}');
    expect(encode({ re: 1n, im: 0.5 })).toBe('{"$":"complex","re":{"$":"int","v":"1"},"im":{"$":"float","v":"0.5"}}');
    expect(encode(new Float64Array([1, 2]) as unknown as RuminaInput)).toBe('[{"$":"float","v":"1"},{"$":"float","v":"2"}]');
    expect(encode({ kind: 'range', first: 1n, last: 9n })).toBe('{"$":"range","first":{"$":"int","v":"1"},"last":{"$":"int","v":"9"}}');
    expect(encode({ kind: 'matrix', rows: [[1n]] })).toBe('{"$":"matrix","rows":[[{"$":"int","v":"1"}]]}');
    expect(encode(new SymbolicExpression('x^2', ''))).toBe('{"$":"expression","text":"x^2"}');
    expect(encode(new DecimalNumber('3.14159265358979323846'))).toBe('{"$":"decimal","v":"3.14159265358979323846"}');
  });
});

describe('nearest doubles of fractions', () => {
  const cases: [bigint, bigint, number][] = [
    [1n, 3n, 1 / 3], [-2n, 7n, -2 / 7], [1n, 10n, 0.1], [10n ** 400n, 10n ** 399n + 1n, 10], [3n * 2n ** 1000n, 7n, (3 / 7) * 2 ** 1000],
    [1n, 2n ** 1074n, 5e-324], [1n, 2n ** 1075n, 0], [3n, 2n ** 1076n, 5e-324], [2n ** 1024n, 3n, 2 ** 1023 * (2 / 3)], [2n ** 1100n, 3n, Infinity],
    [2n ** 53n + 1n, 2n, 2 ** 52], [(2n ** 53n + 1n) * 2n + 1n, 4n, 2 ** 52 + 1], [2n ** 53n - 1n, 2n ** 1075n, 2.2250738585072014e-308],
  ];
  it.each(cases)('%s/%s', (num, den, expected) => expect(new RationalNumber(num, den).toNumber()).toBe(expected));
  it('random ones agree with the division of doubles', () => {
    for (let i = 0; i < 2000; ++i) {
      const num = Math.floor(Math.random() * 2 ** 52);
      const den = 1 + Math.floor(Math.random() * 2 ** 52);
      expect(new RationalNumber(BigInt(num), BigInt(den)).toNumber()).toBe(num / den);
    }
  });
});

describe('what is no data is refused, by its place', () => {
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);
  const cases: [unknown, RegExp][] = [
    [undefined, /undefined/], [NaN, /NaN/], [Infinity, /Infinity/], [() => 1, /function/], [Symbol('s'), /symbol/], [[1n, [undefined]], /value\[1\]\[0\]/], [cyclic, /inside itself/],
    [{ a: 1 }, /stands for nothing/], [new Date(), /stands for nothing/], [{ kind: 'function', name: 'exit' }, /"function"/], [{ kind: {} }, /cannot be given/], [{ num: 1n, den: 0n }, /denominator 0/],
    [{ num: 1, den: 2 }, /not both bigint/], [{ kind: 'struct', fields: 5 }, /fields/], [{ kind: 'map', entries: [[1n]] }, /pair/], [{ kind: 'vector' }, /items/], ['\ud800', /surrogate/],
    [{ kind: 'expression', text: 5 }, /no string/], [new Array(200_001).fill(null), /beyond/], [{ kind: 'matrix', rows: 'x' }, /./],
  ];
  it.each(cases)('%#', (value, message) => {
    if (message.source === '.') return expect(encode(value)).toContain('matrix'); // the engine refuses rows that are no lists
    expect(() => encode(value)).toThrow(InvalidDataError);
    expect(() => encode(value)).toThrow(message);
  });
  it('getters and proxies are read once', () => {
    let reads = 0;
    const sly = { kind: 'expression', get text() { return ++reads === 1 ? 'x' : '","text":"evil'; } };
    expect(encode(sly)).toBe('{"$":"expression","text":"x"}');
  });
});

describe('names of programs reach nothing', () => {
  it('fields have no prototype', () => {
    const value = decode(JSON.parse('{"$":"struct","fields":[["__proto__",{"$":"struct","fields":[["polluted",true]]}],["constructor",1e400],["toString","x"]]}'.replace('1e400', '"c"'))) as Struct;
    expect(Object.getPrototypeOf(value.fields)).toBeNull();
    expect(Object.keys(value.fields)).toEqual(['__proto__', 'constructor', 'toString']);
    expect(value.fields['constructor']).toBe('c');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.isFrozen(value.fields)).toBe(true);
    expect(() => Object.assign(value.fields, { a: 1 })).toThrow(TypeError);
  });
  it('keys of maps are looked up by value', () => {
    const map = decode(JSON.parse('{"$":"map","entries":[["__proto__",true],[{"$":"int","v":"2"},"two"]]}')) as RuminaMap;
    expect(map.get('__proto__')).toBe(true);
    expect(map.get('constructor')).toBeUndefined();
    expect(map.get(2n)).toBe('two');
  });
  it('structs go out with any names', () => {
    expect(encode(structOf([['__proto__', 1n]]))).toBe('{"$":"struct","fields":[["__proto__",{"$":"int","v":"1"}]]}');
    expect(encode(JSON.parse('{"kind":"struct","fields":{"__proto__":true}}'))).toBe('{"$":"struct","fields":[["__proto__",true]]}');
  });
  it.each(['{"$":"toString"}', '{"$":"__proto__"}', '{"$":"constructor"}', '{}', '5', '{"$":"vector"}', '{"__proto__":{"$":"int","v":"1"}}'])('%s is no value', (json) => {
    expect(() => decode(JSON.parse(json))).toThrow(EngineError);
  });
});
