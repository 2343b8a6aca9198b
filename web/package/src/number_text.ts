// Integers and fractions come from the engine as their text alone; everything else about them is spelt here.
import type { RuminaData } from './types.js';
import { RationalNumber } from './values.js';

const MOST_TYPESET = 100_000;

/** Parts of a text like `-13/42`; den is empty for an integer. */
interface Parts {
  readonly minus: boolean;
  readonly num: string;
  readonly den: string;
}

function partsOf(text: string): Parts {
  const minus = text.startsWith('-');
  const slash = text.indexOf('/');
  return { minus, num: text.slice(minus ? 1 : 0, slash < 0 ? undefined : slash), den: slash < 0 ? '' : text.slice(slash + 1) };
}

/** `read` makes an integer from its text. */
function valueOf(text: string, read: (digits: string) => bigint): bigint | RationalNumber {
  const slash = text.indexOf('/');
  return slash < 0 ? read(text) : new RationalNumber(read(text.slice(0, slash)), read(text.slice(slash + 1)));
}

export const numberValue = (text: string): RuminaData => valueOf(text, BigInt);

/** From a text like `-ff/10`, which takes linear time. */
export const hexadecimalValue = (text: string): bigint | RationalNumber =>
  valueOf(text, (digits) => (digits.startsWith('-') ? -BigInt(`0x${digits.slice(1)}`) : BigInt(`0x${digits}`)));

/** As the language's `latex`; empty for numbers too long to be worth typesetting. */
export function numberLatex(text: string): string {
  if (text.length > MOST_TYPESET) return '';
  const { minus, num, den } = partsOf(text);
  return (minus ? '-' : '') + (den === '' ? num : `\\frac{${num}}{${den}}`);
}

/** As the language's `mathml`. */
export function numberMathml(text: string): string {
  if (text.length > MOST_TYPESET) return '';
  const { minus, num, den } = partsOf(text);
  const number = den === '' ? `<mn>${num}</mn>` : `<mfrac><mn>${num}</mn><mn>${den}</mn></mfrac>`;
  return `<math xmlns="http://www.w3.org/1998/Math/MathML">${minus ? `<mrow><mo>−</mo>${number}</mrow>` : number}</math>`;
}
