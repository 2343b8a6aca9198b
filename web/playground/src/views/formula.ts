// Formulas by KaTeX, with MathML beside for readers of the screen. LaTeX comes from programs, so nothing in it is trusted:
// no links, no styles, no macros without end, and a size that cannot hold the page up.
import katex from 'katex';
import type { RuminaData } from 'rumina';
import { element } from './dom';

/** Longer LaTeX is shown as text: typesetting it takes long and helps nobody. */
const MOST_LATEX = 6000;

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
      output: 'htmlAndMathml',
    });
    return dom;
  } catch {
    return null;
  }
}

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
