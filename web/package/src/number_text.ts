// Integers and fractions come from the engine as their text alone; everything else about them is spelt here.
import type { RunResult } from './types.js';
import { RationalNumber } from './values.js';

const MOST_TYPESET = 100_000;

/** What tells a value. */
export type Forms = Pick<RunResult, 'value' | 'text' | 'repr' | 'latex' | 'mathml'>;

const MATH = '<math xmlns="http://www.w3.org/1998/Math/MathML">';

/** As the language's `latex` and `mathml`, which are empty for numbers too long to be worth typesetting. */
function typeset(value: bigint | RationalNumber, text: string, slash: number): Forms {
  if (text.length > MOST_TYPESET) return { value, text, repr: text, latex: '', mathml: '' };
  const isNegative = text.charCodeAt(0) === 0x2d;
  const minus = isNegative ? '-' : '';
  const num = text.slice(minus.length, slash < 0 ? undefined : slash);
  const den = slash < 0 ? '' : text.slice(slash + 1);
  const latex = slash < 0 ? text : `${minus}\\frac{${num}}{${den}}`;
  const number = slash < 0 ? `<mn>${num}</mn>` : `<mfrac><mn>${num}</mn><mn>${den}</mn></mfrac>`;
  const mathml = isNegative ? `${MATH}<mrow><mo>−</mo>${number}</mrow></math>` : `${MATH}${number}</math>`;
  return { value, text, repr: text, latex, mathml };
}

/** `read` makes an integer from its text. */
const valueOf = (text: string, slash: number, read: (digits: string) => bigint): bigint | RationalNumber =>
  slash < 0 ? read(text) : new RationalNumber(read(text.slice(0, slash)), read(text.slice(slash + 1)));

/** Of a text like `-13/42`. */
export function formsOf(text: string): Forms {
  const slash = text.indexOf('/');
  return typeset(valueOf(text, slash, BigInt), text, slash);
}

const readHexadecimal = (digits: string): bigint => (digits.startsWith('-') ? -BigInt(`0x${digits.slice(1)}`) : BigInt(`0x${digits}`));

/** Of a text like `-ff/10`, which is read in linear time; `decimal`: the digits, when they are known. */
export function hexadecimalForms(text: string, decimal: string | null): Forms {
  const value = valueOf(text, text.indexOf('/'), readHexadecimal);
  const digits = decimal ?? value.toString();
  return typeset(value, digits, digits.indexOf('/'));
}
