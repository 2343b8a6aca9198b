// The values that are more than JavaScript's own, as frozen objects.
import type { Complex, Decimal, Expression, MatrixValue, Rational, RuminaData, RuminaMap, RuminaSet, Struct, VectorValue } from './types.js';

type RealPart = bigint | number | Rational | Decimal;

const realText = (value: RealPart): string => (typeof value === 'number' ? `${value}f` : String(value));

export class RationalNumber implements Rational {
  readonly kind = 'rational';
  constructor(readonly num: bigint, readonly den: bigint) {
    Object.freeze(this);
  }
  toString(): string {
    return `${this.num}/${this.den}`;
  }
  toNumber(): number {
    return quotient(this.num, this.den);
  }
}

/** The double nearest to num/den, ties to even; den is positive. */
function quotient(num: bigint, den: bigint): number {
  const sign = num < 0n ? -1 : 1;
  let high = num < 0n ? -num : num;
  let low = den;
  if (high === 0n) return 0;
  // Scaled so that the integer quotient has 64 to 66 bits; what is left over only says whether it is exact.
  const shift = bits(low) - bits(high) + 65;
  if (shift > 0) high <<= BigInt(shift);
  else low <<= BigInt(-shift);
  let whole = high / low;
  if (whole * low !== high) whole |= 1n;
  return sign * scaled(whole, -shift);
}

/** Length in binary; value is positive. */
function bits(value: bigint): number {
  const digits = value.toString(16);
  return digits.length * 4 - (Math.clz32(parseInt(digits.charAt(0), 16)) - 28);
}

/** value·2^exponent, rounded once. */
function scaled(value: bigint, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  if (bits(value) + exponent > -1022) return Number(value) * 2 ** half * 2 ** (exponent - half); // only the first step rounds
  // Below the normal numbers everything is a multiple of 2^-1074.
  const unit = 1n << BigInt(-1074 - exponent);
  const whole = value / unit;
  const twice = (value % unit) * 2n;
  return Number(twice > unit || (twice === unit && whole % 2n === 1n) ? whole + 1n : whole) * 2 ** -1074;
}

export class DecimalNumber implements Decimal {
  readonly kind = 'decimal';
  constructor(readonly text: string) {
    Object.freeze(this);
  }
  toString(): string {
    return this.text;
  }
  toNumber(): number {
    return Number(this.text);
  }
}

export class ComplexNumber implements Complex {
  readonly kind = 'complex';
  constructor(readonly re: RealPart, readonly im: RealPart) {
    Object.freeze(this);
  }
  toString(): string {
    const imaginary = `${realText(this.im)}i`;
    return `${realText(this.re)}${imaginary.startsWith('-') ? '' : '+'}${imaginary}`;
  }
}

export class SymbolicExpression implements Expression {
  readonly kind = 'expression';
  constructor(readonly text: string, readonly latex: string) {
    Object.freeze(this);
  }
  toString(): string {
    return this.text;
  }
}

export class DataMap implements RuminaMap {
  readonly kind = 'map';
  constructor(readonly entries: readonly (readonly [RuminaData, RuminaData])[]) {
    Object.freeze(this);
  }
  get(key: string | boolean | bigint | number): RuminaData | undefined {
    return this.entries.find(([candidate]) => candidate === key)?.[1];
  }
}

export const vectorOf = (items: readonly RuminaData[]): VectorValue => Object.freeze({ kind: 'vector', items });
export const matrixOf = (rows: readonly (readonly RuminaData[])[]): MatrixValue => Object.freeze({ kind: 'matrix', rows });
export const setOf = (items: readonly RuminaData[]): RuminaSet => Object.freeze({ kind: 'set', items });

/** The fields become own properties of an object without a prototype: no name of a field can reach anything else. */
export function structOf(pairs: Iterable<readonly [string, RuminaData]>): Struct {
  const fields: Record<string, RuminaData> = Object.create(null);
  for (const [name, value] of pairs) Object.defineProperty(fields, name, { value, enumerable: true });
  return Object.freeze({ kind: 'struct', fields: Object.freeze(fields) });
}
