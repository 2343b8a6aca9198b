// Formulas by KaTeX, with MathML beside for readers of the screen. LaTeX comes from programs, so nothing in it is trusted:
// no links, no styles, no macros without end, and a size that cannot hold the page up.
import katex from 'katex';
import type { RuminaData } from 'rumina';
import { element } from './dom';

/** Longer LaTeX is shown as text: typesetting it takes long and helps nobody. */
const MOST_LATEX = 6000;
/** From here on an array is set value by value, so that it goes on in the next line. */
const LONG_ARRAY = 120;
/** More values are shown as text. */
const MOST_VALUES = 60;

/** A formula, or null when it is too long or KaTeX does not know something in it. */
export function formula(latex: string, isDisplay = true): HTMLElement | null {
  if (latex === '' || latex.length > MOST_LATEX) return null;
  const dom = element('div', { class: 'formula' });
  try {
    katex.render(latex, dom, {
      displayMode: isDisplay,
      throwOnError: true,
      trust: false,
      strict: 'ignore',
      maxSize: 20,
      maxExpand: 1000,
      // Fractions in the rows of a matrix would touch.
      macros: latex.includes('\\frac') ? { '\\arraystretch': '1.6' } : {},
      output: 'htmlAndMathml',
    });
    return dom;
  } catch {
    return null;
  }
}

/** The result of a program as formulas that fit a page, or null where its text is the better form. */
export function resultFormula(value: RuminaData, latex: string): HTMLElement | null {
  if (!(value instanceof Array) || latex.length < LONG_ARRAY) return formula(latex);
  if (value.length > MOST_VALUES || !value.every((entry) => latexOf(entry) !== null)) return value.some(isInside) ? formula(latex) : null;
  return element('ol', { class: 'value-list', 'aria-label': `Array of ${value.length}` }, ...value.map((entry) => element('li', {}, valueDom(entry))));
}

/** Values that their text would show badly: matrices, arrays and more inside an array. */
const isInside = (entry: RuminaData) => typeof entry === 'object' && entry !== null && !('kind' in entry && entry.kind === 'rational');

/** A value of the language as a formula where it has one, else as its text. */
export function valueDom(value: RuminaData): HTMLElement {
  const latex = latexOf(value);
  return (latex === null ? null : formula(latex)) ?? element('code', {}, textOf(value));
}

function latexOf(value: RuminaData): string | null {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  if (value.kind === 'rational') return `${value.num < 0n ? '-' : ''}\\frac{${value.num < 0n ? -value.num : value.num}}{${value.den}}`;
  return value.kind === 'expression' ? value.latex : null;
}

function textOf(value: RuminaData): string {
  if (value instanceof Array) return `[${value.map(textOf).join(', ')}]`;
  if (typeof value === 'object' && value !== null && 'text' in value) return value.text;
  return String(value);
}
