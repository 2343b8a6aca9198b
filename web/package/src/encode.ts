// Values to data of the engine (DATA in src/session/data.h), as JSON text. What comes in may be any object at all: its
// members are read once each, depth and number are limited, and what is not known is refused by its place.
import { InvalidDataError } from './errors.js';

const DEPTH = 100;
const ITEMS = 200_000;
/** No integer of the language is larger unless its limit is raised; making decimal text of one would hold the thread for long. */
const HEXADECIMAL_DIGITS = (1 << 25) / 4;

class Encoder {
  private items = 0;

  encode(value: unknown, path: string, depth: number): string {
    if (depth > DEPTH) this.refuse(path, 'is nested too deep, or inside itself');
    if (++this.items > ITEMS) this.refuse(path, `is beyond the first ${ITEMS} values`);
    switch (typeof value) {
      case 'boolean': return String(value);
      case 'string': return this.string(value, path);
      case 'bigint': return `{"$":"int","v":"${this.integer(value, path)}"}`;
      case 'number':
        if (!Number.isFinite(value)) this.refuse(path, `is ${value}, which is no number of the language`);
        return `{"$":"float","v":"${value}"}`;
      case 'object': return value === null ? 'null' : this.object(value, path, depth);
      default: return this.refuse(path, `is ${typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`}`);
    }
  }

  private string(value: string, path: string): string {
    if (/\p{Surrogate}/u.test(value)) this.refuse(path, 'holds half a surrogate pair, which is no text');
    return JSON.stringify(value);
  }

  private integer(value: bigint, path: string): string {
    const digits = value.toString(16).length; // takes linear time
    if (digits > HEXADECIMAL_DIGITS) this.refuse(path, `is an integer of about ${Math.round(digits * Math.log10(16))} digits, which is too large to be handed over`);
    return value.toString();
  }

  private refuse(path: string, why: string): never {
    throw new InvalidDataError(`${path} ${why}`);
  }

  private object(value: object, path: string, depth: number): string {
    if (Array.isArray(value)) return this.list(value, path, depth);
    if (value instanceof Map) return this.map(value, path, depth);
    if (value instanceof Set) return `{"$":"set","items":${this.list(value, path, depth)}}`;
    if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return this.list(value as unknown as Iterable<unknown>, path, depth);
    const kind: unknown = Reflect.get(value, 'kind');
    if (kind === undefined) return this.plain(value, path, depth);
    switch (kind) {
      case 'rational': return this.rational(value, path);
      case 'complex': return this.complex(value, path, depth);
      case 'decimal': return `{"$":"decimal","v":${this.text(value, 'text', path)}}`;
      case 'expression': return `{"$":"expression","text":${this.text(value, 'text', path)}}`;
      case 'vector': return `{"$":"vector","items":${this.member(value, 'items', path, depth)}}`;
      case 'set': return `{"$":"set","items":${this.member(value, 'items', path, depth)}}`;
      case 'matrix': return `{"$":"matrix","rows":${this.member(value, 'rows', path, depth)}}`;
      case 'map': return this.map(this.iterable(value, 'entries', path), path, depth);
      case 'struct': return this.struct(value, path, depth);
      case 'range': return this.range(value, path, depth);
      default: return this.refuse(path, `is of the kind ${JSON.stringify(String(kind).slice(0, 40))}, which cannot be given to the language`);
    }
  }

  /** What stands for a fraction or a complex number without saying so. */
  private plain(value: object, path: string, depth: number): string {
    const names = Object.keys(value).sort().join(' ');
    if (names === 'den num') return this.rational(value, path);
    if (names === 'im re') return this.complex(value, path, depth);
    return this.refuse(path, 'is an object that stands for nothing in the language; structs are written {kind: "struct", fields: {…}}');
  }

  private rational(value: object, path: string): string {
    const num: unknown = Reflect.get(value, 'num');
    const den: unknown = Reflect.get(value, 'den');
    if (typeof num !== 'bigint' || typeof den !== 'bigint') this.refuse(path, 'is a fraction whose num and den are not both bigint');
    if (den === 0n) this.refuse(path, 'is a fraction with the denominator 0');
    return `{"$":"rational","num":"${this.integer(num, `${path}.num`)}","den":"${this.integer(den, `${path}.den`)}"}`;
  }

  private complex(value: object, path: string, depth: number): string {
    return `{"$":"complex","re":${this.member(value, 're', path, depth)},"im":${this.member(value, 'im', path, depth)}}`;
  }

  private range(value: object, path: string, depth: number): string {
    const step: unknown = Reflect.get(value, 'step');
    const written = step === undefined ? '' : `,"step":${this.encode(step, `${path}.step`, depth + 1)}`;
    return `{"$":"range","first":${this.member(value, 'first', path, depth)},"last":${this.member(value, 'last', path, depth)}${written}}`;
  }

  private struct(value: object, path: string, depth: number): string {
    const fields: unknown = Reflect.get(value, 'fields');
    if (typeof fields !== 'object' || fields === null) this.refuse(`${path}.fields`, 'is no object');
    const written = Object.entries(fields).map(([name, field]) => `[${this.string(name, `${path}.fields`)},${this.encode(field, `${path}.${name}`, depth + 1)}]`);
    return `{"$":"struct","fields":[${written.join(',')}]}`;
  }

  private map(entries: Iterable<unknown>, path: string, depth: number): string {
    const written: string[] = [];
    for (const entry of entries) {
      if (!Array.isArray(entry) || entry.length !== 2) this.refuse(`${path}[${written.length}]`, 'is no pair');
      written.push(`[${this.encode(entry[0], `${path}[${written.length}][0]`, depth + 1)},${this.encode(entry[1], `${path}[${written.length}][1]`, depth + 1)}]`);
    }
    return `{"$":"map","entries":[${written.join(',')}]}`;
  }

  private list(values: Iterable<unknown>, path: string, depth: number): string {
    const written: string[] = [];
    for (const value of values) written.push(this.encode(value, `${path}[${written.length}]`, depth + 1));
    return `[${written.join(',')}]`;
  }

  private iterable(value: object, name: string, path: string): Iterable<unknown> {
    const found: unknown = Reflect.get(value, name);
    if (!Array.isArray(found)) this.refuse(`${path}.${name}`, 'is no array');
    return found;
  }

  private member(value: object, name: string, path: string, depth: number): string {
    return this.encode(Reflect.get(value, name), `${path}.${name}`, depth + 1);
  }

  private text(value: object, name: string, path: string): string {
    const found: unknown = Reflect.get(value, name);
    if (typeof found !== 'string') this.refuse(`${path}.${name}`, 'is no string');
    return this.string(found, `${path}.${name}`);
  }
}

/** JSON text of the value. Throws InvalidDataError. */
export function encode(value: unknown): string {
  return new Encoder().encode(value, 'value', 0);
}
