// An error of a program: what happened, where, with the line and a caret, why, and the calls that led there.
import type { RuminaErrorData, TraceFrame } from 'rumina';
import { element, icon } from './dom';
import { withCode } from './text';

/** Where programs came from, by the names they were run under. */
export interface Sources {
  textOf(source: string): string | undefined;
  /** What people call it: `cell 3`. */
  titleOf(source: string): string;
  goTo(source: string, line: number, column: number): void;
}

/** Lines shown of a span of several. */
const MOST_LINES = 4;

export function errorView(error: RuminaErrorData, sources: Sources): HTMLElement {
  const isCancelled = error.kind === 'LimitError' && error.id === 'Interrupted';
  if (isCancelled) return element('div', { class: 'cancelled' }, icon('stop'), 'Cancelled. Variables are as they were.');
  const place = error.line > 0 ? placeButton(error.source, error.line, error.column, sources) : null;
  return element(
    'div',
    { class: 'error', role: 'group', 'aria-label': 'Error' },
    element('div', { class: 'error-head' }, element('span', { class: 'error-kind', title: error.id }, error.kind), place),
    element('p', { class: 'error-message' }, ...withCode(capitalized(error.message))),
    excerpt(error, sources),
    error.hint ? element('p', { class: 'error-hint' }, element('span', { class: 'hint-word' }, 'Hint'), element('span', {}, ...withCode(error.hint))) : null,
    error.trace.length > 1 ? traceView(error, sources) : null,
  );
}

function capitalized(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}

function placeButton(source: string, line: number, column: number, sources: Sources): HTMLElement {
  const title = sources.titleOf(source);
  const text = `${title ? title + ', ' : ''}line ${line}, column ${column}`;
  if (sources.textOf(source) === undefined) return element('span', { class: 'error-place' }, text);
  return element('button', { type: 'button', class: 'error-place', title: 'Go there', onclick: () => sources.goTo(source, line, column) }, text);
}

/** The lines of the span, each with a line of carets below. */
function excerpt(error: RuminaErrorData, sources: Sources): HTMLElement | null {
  const text = sources.textOf(error.source);
  if (text === undefined || error.line < 1) return null;
  const lines = text.split('\n');
  const last = Math.min(error.endLine || error.line, lines.length);
  const shown: HTMLElement[] = [];
  for (let number = error.line; number <= last; number += 1) {
    if (number - error.line >= MOST_LINES) {
      shown.push(element('div', { class: 'excerpt-more' }, `and ${last - number + 1} more lines`));
      break;
    }
    shown.push(...excerptLine(lines[number - 1] ?? '', number, error));
  }
  return element('div', { class: 'excerpt', tabindex: 0, role: 'group', 'aria-label': `Line ${error.line} of the program` }, ...shown);
}

function excerptLine(line: string, number: number, error: RuminaErrorData): HTMLElement[] {
  const characters = [...line];
  const begin = number === error.line ? error.column - 1 : characters.length - [...line.trimStart()].length;
  const end = number === error.endLine ? error.endColumn - 1 : characters.length;
  const carets = '^'.repeat(Math.max(1, end - begin));
  // Tabs stay, so that the carets stand below their characters.
  const blank = characters.slice(0, begin).map((c) => (c === '\t' ? '\t' : ' ')).join('');
  const marked = (from: number, to?: number) => characters.slice(from, to).join('');
  return [
    element('div', { class: 'excerpt-line' }, element('span', { class: 'excerpt-number' }, String(number)), element('code', {}, marked(0, begin), element('mark', {}, marked(begin, Math.max(end, begin))), marked(Math.max(end, begin)))),
    element('div', { class: 'excerpt-line carets', 'aria-hidden': 'true' }, element('span', { class: 'excerpt-number' }), element('code', {}, blank + carets)),
  ];
}

function traceView(error: RuminaErrorData, sources: Sources): HTMLElement {
  const { trace, traceHidden } = error;
  const entries = trace.map((frame) => element('li', {}, element('code', {}, functionName(frame)), ' ', frame.line > 0 ? placeButton(frame.source, frame.line, frame.column, sources) : null));
  if (traceHidden > 0) entries.splice(Math.ceil(trace.length / 2), 0, element('li', { class: 'trace-hidden' }, `${traceHidden.toLocaleString('en')} more calls`));
  return element('details', { class: 'trace' }, element('summary', {}, `How it got there: ${trace.length + traceHidden} calls`), element('ol', {}, ...entries));
}

function functionName(frame: TraceFrame): string {
  return frame.function === '<main>' ? 'the program' : frame.function;
}
