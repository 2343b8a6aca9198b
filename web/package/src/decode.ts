// Data of the engine (DATA in src/session/data.h) to values. What comes in was written by the engine, from what programs
// made: only the members that are expected are read, and every object is made anew.
import { EngineError } from './errors.js';
import type { PlotData, RangeValue, RuminaData } from './types.js';
import { ComplexNumber, DataMap, DecimalNumber, matrixOf, RationalNumber, setOf, structOf, SymbolicExpression, vectorOf } from './values.js';

/** A parsed JSON object, whose members are only read by own names. */
export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

export function member(json: Json, name: string): unknown {
  return Object.hasOwn(json, name) ? json[name] : undefined;
}

export function text(json: Json, name: string): string {
  const value = member(json, name);
  if (typeof value !== 'string') throw new EngineError(`the engine left out "${name}"`);
  return value;
}

export function list(json: Json, name: string): readonly unknown[] {
  const value = member(json, name);
  if (!Array.isArray(value)) throw new EngineError(`the engine left out "${name}"`);
  return value;
}

const texts = (json: Json, name: string): readonly string[] => Object.freeze(list(json, name).map(String));

const all = (items: readonly unknown[]): readonly RuminaData[] => Object.freeze(items.map(decode));

function pair(entry: unknown): readonly [unknown, unknown] {
  if (!Array.isArray(entry) || entry.length !== 2) throw new EngineError('the engine wrote an entry that is no pair');
  return [entry[0], entry[1]];
}

type Real = RangeValue['first'];

const decoders: Readonly<Record<string, (json: Json) => RuminaData>> = Object.freeze(Object.assign(Object.create(null), {
  int: (json: Json) => BigInt(text(json, 'v')),
  float: (json: Json) => Number(text(json, 'v')),
  rational: (json: Json) => new RationalNumber(BigInt(text(json, 'num')), BigInt(text(json, 'den'))),
  decimal: (json: Json) => new DecimalNumber(text(json, 'v')),
  complex: (json: Json) => new ComplexNumber(decode(json['re']) as Real, decode(json['im']) as Real),
  expression: (json: Json) => new SymbolicExpression(text(json, 'text'), text(json, 'latex')),
  range: (json: Json) => Object.freeze({ kind: 'range', first: decode(json['first']) as Real, last: decode(json['last']) as Real, step: decode(json['step']) as Real }),
  vector: (json: Json) => vectorOf(all(list(json, 'items'))),
  matrix: (json: Json) => matrixOf(Object.freeze(list(json, 'rows').map((row) => all(Array.isArray(row) ? row : [])))),
  set: (json: Json) => setOf(all(list(json, 'items'))),
  map: (json: Json) =>
    new DataMap(Object.freeze(list(json, 'entries').map((entry) => {
      const [key, value] = pair(entry);
      return Object.freeze([decode(key), decode(value)] as const);
    }))),
  struct: (json: Json) =>
    structOf(list(json, 'fields').map((field) => {
      const [name, value] = pair(field);
      return [String(name), decode(value)] as const;
    })),
  error: (json: Json) =>
    Object.freeze({ kind: 'error', errorKind: text(json, 'errorKind'), id: text(json, 'id'), message: text(json, 'message'), line: Number(json['line']), column: Number(json['column']) }),
  function: (json: Json) => Object.freeze({ kind: 'function', name: text(json, 'name'), parameters: texts(json, 'parameters') }),
  module: (json: Json) => Object.freeze({ kind: 'module', name: text(json, 'name'), names: texts(json, 'names') }),
  plot: (json: Json) => Object.freeze({ kind: 'plot', plot: freezeDeep(json['plot']) as PlotData }),
  omitted: (json: Json) => Object.freeze({ kind: 'omitted', reason: text(json, 'reason') as 'size' | 'depth' | 'cycle', type: text(json, 'type') }),
}));

/** One value. The engine nests at most 100 containers. */
export function decode(data: unknown): RuminaData {
  if (data === null || typeof data === 'boolean' || typeof data === 'string') return data;
  if (Array.isArray(data)) return all(data);
  const decoder = isObject(data) ? decoders[text(data, '$')] : undefined;
  if (decoder === undefined) throw new EngineError('the engine wrote a value of an unknown kind');
  return decoder(data as Json);
}

/** Everything that was parsed from JSON; figures are handed out as they are. */
export function freezeDeep(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) freezeDeep(part);
  return Object.freeze(value);
}
