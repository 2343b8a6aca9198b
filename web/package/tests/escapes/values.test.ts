// Names and values that are not what they seem, both ways.
import { InvalidArgumentError, InvalidDataError, RequestFailedError, SessionDisposedError } from 'rumina';
import type { RuminaInput, RuminaMap, Struct } from 'rumina';
import { expect } from 'vitest';
import { type Attempt, attempts, NAMES } from './harness.js';

const hostile = (value: unknown): RuminaInput => value as RuminaInput;

attempts('names that mean something to JavaScript', [
  ...NAMES.map((name): Attempt => [`a field called ${name}`, async ({ session }) => {
    const { value } = await session.run(`{${name} = {polluted = true}; a = 1}`);
    const { fields } = value as Struct;
    expect(Object.getPrototypeOf(fields)).toBeNull();
    expect(Object.keys(fields)).toEqual([name, 'a']);
  }]),
  ...NAMES.map((name): Attempt => [`a key called ${name}`, async ({ session }) => {
    const { value } = await session.run(`table{"${name}" => {"polluted", true}}`);
    expect(value).toMatchObject({ kind: 'map', entries: [[name, { kind: 'set' }]] });
    expect((value as RuminaMap).get('no such key')).toBeUndefined();
  }]),
  ...NAMES.map((name): Attempt => [`a variable called ${name}`, async ({ session }) => {
    await session.set(name, [1n]);
    expect(await session.get(name)).toEqual([1n]);
    expect((await session.variables()).map((variable) => variable.name)).toContain(name);
    await session.complete(name);
    await session.help(name);
    await session.signature(`${name}(`);
  }]),
  ...NAMES.map((name): Attempt => [`a struct that is given with a field called ${name}`, async ({ session, text }) => {
    const fields = Object.create(null) as Record<string, RuminaInput>;
    Object.defineProperty(fields, name, { value: { kind: 'struct', fields: { polluted: true } }, enumerable: true });
    await session.set('v', { kind: 'struct', fields });
    expect(await text(`v.${name}.polluted`)).toBe('true');
    expect(Object.keys(((await session.get('v')) as Struct).fields)).toEqual([name]);
  }]),
  ['an object with an own __proto__ as a value', async ({ session, text }) => {
    await session.set('v', JSON.parse('{"kind":"struct","fields":{"__proto__":{"kind":"struct","fields":{"polluted":true}}}}'));
    expect(await text('v.__proto__.polluted')).toBe('true');
  }],
  ['fields that are inherited', async ({ session }) => {
    const fields = Object.create({ secret: 1n }) as Record<string, bigint>;
    fields['shown'] = 2n;
    await session.set('v', { kind: 'struct', fields });
    expect(Object.keys(((await session.get('v')) as Struct).fields)).toEqual(['shown']);
  }],
  ['a kind that is inherited from the prototype of all objects', async ({ session }) => {
    const { prototype } = Object;
    Object.defineProperty(prototype, 'kind', { value: 'expression', configurable: true });
    Object.defineProperty(prototype, 'text', { value: 'pi', configurable: true });
    try {
      // Whoever can do that owns the page already; nothing more than a formula comes of it.
      await session.set('v', hostile({})).catch((error: unknown) => expect(error).toBeInstanceOf(InvalidDataError));
    } finally {
      delete (prototype as Record<string, unknown>)['kind'];
      delete (prototype as Record<string, unknown>)['text'];
    }
  }],
  ['a thenable struct', async ({ session }) => {
    await session.run('t = {then = |resolve| resolve(1)}');
    expect(await session.get('t')).toMatchObject({ kind: 'struct' });
  }],
  ['changing what comes out', async ({ session }) => {
    const { value } = await session.run('{a = [1, {b = 2}]}');
    const { fields } = value as Struct;
    expect(() => Object.assign(fields, { a: 5n })).toThrow(TypeError);
    expect(() => (fields['a'] as bigint[]).push(1n)).toThrow(TypeError);
    expect(() => Object.setPrototypeOf(fields, {})).toThrow(TypeError);
  }],
]);

attempts('values that are not what they seem', [
  ...([
    ['a function', () => 1], ['a symbol', Symbol('s')], ['undefined', undefined], ['a regular expression', /a/], ['a date', new Date(0)], ['a promise', Promise.resolve(1n)],
    ['a class', class {}], ['a WeakMap', new WeakMap()], ['an ArrayBuffer', new ArrayBuffer(8)], ['a DataView', new DataView(new ArrayBuffer(8))], ['a boxed number', Object(1)],
    ['not a number', NaN], ['infinity', Infinity], ['an object of somebody else', { a: 1n }], ['an error', new Error('x')], ['an iterator', [1n][Symbol.iterator]()],
    ['globalThis', globalThis], ['a fraction over zero', { num: 1n, den: 0n }], ['a fraction of doubles', { num: 1, den: 3 }], ['an array with a hole', [1n, , 2n]], // eslint-disable-line no-sparse-arrays
  ] as [string, unknown][]).map(([title, value]): Attempt => [title, async ({ session }) => {
    await expect(session.set('v', hostile(value))).rejects.toBeInstanceOf(InvalidDataError);
    expect(await session.get('v')).toBeUndefined();
  }]),
  ['toJSON of a value', async ({ session }) => {
    await expect(session.set('v', hostile({ toJSON: () => ({ $: 'int', v: '1' }) }))).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['a raw protocol object', async ({ session }) => {
    for (const $ of ['function', 'module', 'plot', 'int', 'error', '__proto__'])
      await expect(session.set('v', hostile({ $, name: 'exit', v: '1' }))).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['a function that came out of a session', async ({ session }) => {
    const { value } = await session.run('|x| x');
    await expect(session.set('v', value)).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['JSON in the text of an expression', async ({ session }) => {
    await expect(session.set('v', { kind: 'expression', text: 'x","$":"int","v":"666' })).rejects.toBeInstanceOf(RequestFailedError);
  }],
  ['JSON in the text of a decimal', async ({ session }) => {
    for (const text of ['1","$":"function', '1e', '', 'inf', '0x10', '1;exit(1)', '1'.repeat(1 << 22) + 'x'])
      await expect(session.set('v', { kind: 'decimal', text })).rejects.toBeInstanceOf(RequestFailedError);
  }],
  ['a program in the text of an expression', async ({ session, printed }) => {
    for (const program of ['exit(1)', 'print("run")', 'x = 5', 'include "a"', 'func f() {}', '|x| x', 'x; y'])
      await expect(session.set('v', { kind: 'expression', text: program })).rejects.toBeInstanceOf(RequestFailedError);
    expect(printed.join('')).not.toContain('run');
  }],
  ['a function of the session in the text of an expression', async ({ session, printed }) => {
    await session.run('func danger(x) { print("run"); return x }');
    await session.set('v', { kind: 'expression', text: 'danger(1)' }).catch((error: unknown) => expect(error).toBeInstanceOf(RequestFailedError));
    expect(printed.join('')).toBe('');
  }],
  ['a getter that throws', async ({ session }) => {
    const sly = { get kind(): string { throw new RangeError('gotcha'); } };
    await expect(session.set('v', hostile(sly))).rejects.toThrow('gotcha');
  }],
  ['a getter that changes its mind', async ({ session, text }) => {
    let reads = 0;
    await session.set('v', hostile({ kind: 'expression', get text() { return ++reads === 1 ? 'x' : '1","$":"function'; } }));
    expect([await text('v'), reads]).toEqual(['x', 1]);
  }],
  ['a getter that runs another program', async ({ session }) => {
    let inner: Promise<unknown> | undefined;
    await session.set('v', [hostile({ kind: 'expression', get text() { inner ??= session.run('v = 2'); return 'x'; } })]);
    await inner;
    expect(await session.get('v')).toMatchObject([{ kind: 'expression', text: 'x' }]); // the run was asked for first
  }],
  ['a getter that disposes the session', async () => {
    const { createSession } = await import('rumina');
    const other = await createSession();
    const sly = { kind: 'expression', get text() { other.dispose(); return 'x'; } };
    await expect(other.set('v', hostile(sly))).rejects.toBeInstanceOf(SessionDisposedError);
  }],
  ['a proxy for everything', async ({ session }) => {
    const everything: object = new Proxy({}, { get: () => everything, ownKeys: () => ['num', 'den'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }) });
    await expect(session.set('v', hostile(everything))).rejects.toThrow();
  }],
  ['a proxy of an array without an end', async ({ session }) => {
    const endless = new Proxy([], { get: (_, name) => (name === 'length' ? 2 ** 32 : name === Symbol.iterator ? [][Symbol.iterator] : 1n) });
    await expect(session.set('v', hostile(endless))).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['a revoked proxy', async ({ session }) => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    await expect(session.set('v', hostile(proxy))).rejects.toThrow(TypeError);
  }],
  ['a map without an end', async ({ session }) => {
    class Endless extends Map<string, bigint> {
      override *[Symbol.iterator](): MapIterator<[string, bigint]> {
        for (;;) yield ['a', 1n];
      }
    }
    await expect(session.set('v', new Endless())).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['an array inside itself', async ({ session }) => {
    const inside: unknown[] = [];
    inside.push([inside]);
    await expect(session.set('v', hostile(inside))).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['a map, a set and a struct inside themselves', async ({ session }) => {
    const map = new Map<string, unknown>();
    map.set('m', map);
    const set = new Set<unknown>();
    set.add(set);
    const fields: Record<string, unknown> = {};
    const struct = { kind: 'struct', fields };
    fields['s'] = struct;
    for (const value of [map, set, struct]) await expect(session.set('v', hostile(value))).rejects.toThrow(/inside itself/);
  }],
  ['a tree of ten thousand levels', async ({ session }) => {
    let deep: RuminaInput = [];
    for (let i = 0; i < 10_000; ++i) deep = [deep];
    await expect(session.set('v', deep)).rejects.toBeInstanceOf(InvalidDataError);
  }],
  ['a billion laughs', async ({ session }) => {
    let laughs: RuminaInput = ['ha'];
    for (let i = 0; i < 60; ++i) laughs = [laughs, laughs]; // 2^60 values in 60 arrays
    await expect(session.set('v', laughs)).rejects.toThrow(/beyond the first/);
  }],
  ['an array of ten million', async ({ session }) => expect(session.set('v', new Array<bigint>(10_000_000).fill(1n))).rejects.toBeInstanceOf(InvalidDataError)],
  ['a matrix whose rows differ', async ({ session }) => expect(session.set('v', { kind: 'matrix', rows: [[1n, 2n], [3n]] })).rejects.toBeInstanceOf(RequestFailedError)],
  ['a range whose step is zero', async ({ session }) => expect(session.set('v', { kind: 'range', first: 1n, last: 5n, step: 0n })).rejects.toBeInstanceOf(RequestFailedError)],
  ['a tower of powers as an expression', async ({ session }) => {
    await expect(session.set('v', { kind: 'expression', text: '9^9^9^9' })).rejects.toMatchObject({ error: { kind: 'LimitError' } });
  }],
  ['an expression of a million brackets', async ({ session }) => {
    await expect(session.set('v', { kind: 'expression', text: '('.repeat(1_000_000) + 'x' + ')'.repeat(1_000_000) })).rejects.toBeInstanceOf(RequestFailedError);
  }],
  ['an integer of eleven million digits', async ({ session }) => {
    await expect(session.set('v', BigInt(`0x1${'0'.repeat(9_000_000)}`))).rejects.toThrow(/about 108\d{5} digits/);
  }],
  ['an integer beyond the limit of digits of the session', async () => {
    const { createSession } = await import('rumina');
    const other = await createSession({ limits: { digits: 1000 } });
    await expect(other.set('v', 10n ** 2000n)).rejects.toMatchObject({ error: { kind: 'LimitError' } });
    other.dispose();
  }],
  ['half a surrogate pair', async ({ session }) => expect(session.set('v', 'a\udc00')).rejects.toThrow(/surrogate/)],
  ['a zero byte in a string', async ({ session }) => {
    await session.set('v', 'a\u0000b');
    expect(await session.get('v')).toBe('a\u0000b');
    expect((await session.run('v + "c"')).value).toBe('a\u0000bc');
  }],
  ['names that are programs', async ({ session }) => {
    for (const name of ['a; exit(1)', 'a\nb', '', ' ', 'if', '1', '"', '\u0000', 'a\u0000b', 'x'.repeat(1 << 20) + '!'])
      await expect(session.set(name, 1n)).rejects.toBeInstanceOf(RequestFailedError);
  }],
  ['names that are no strings', async ({ session }) => {
    for (const name of [undefined, null, 1, {}, Symbol('a'), { toString: () => 'a' }]) {
      await expect(session.set(name as string, 1n)).rejects.toBeInstanceOf(InvalidArgumentError);
      await expect(session.get(name as string)).rejects.toBeInstanceOf(InvalidArgumentError);
    }
  }],
  ['a builtin that is set', async ({ session, text }) => {
    await session.set('sin', 5n).catch((error: unknown) => expect(error).toBeInstanceOf(RequestFailedError));
    expect(await text('cos(0)')).toBe('1');
  }],
]);
