// Mistakes while typing: the session checks the program without running it; each mistake is underlined, and below its line
// stands a caret line with the message and, if there is one, the hint.
import { forEachDiagnostic, linter, setDiagnosticsEffect, type Diagnostic as Mark } from '@codemirror/lint';
import { RangeSetBuilder, StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { Diagnostic } from 'rumina';
import { element } from '../views/dom';
import { withCode } from '../views/text';

export interface Checker {
  before(): string;
  check(code: string): Promise<readonly Diagnostic[]>;
}

/** Caret lines shown at once; more would push the program apart. */
const MOST_CARETS = 6;

/** The mistakes of `code` within the text that starts at `start`, with offsets in that text. */
export function marksOf(diagnostics: readonly Diagnostic[], start: number, length: number): Mark[] {
  return diagnostics
    .filter((diagnostic) => diagnostic.line > 0 && diagnostic.to >= start)
    .map((diagnostic) => {
      const from = Math.min(Math.max(0, diagnostic.from - start), length);
      return {
        from,
        to: Math.min(Math.max(from, diagnostic.to - start), length),
        severity: 'error' as const,
        source: diagnostic.kind,
        message: diagnostic.hint ? `${diagnostic.message}\n${diagnostic.hint}` : diagnostic.message,
      };
    });
}

class CaretLine extends WidgetType {
  constructor(
    private readonly column: number,
    private readonly width: number,
    private readonly message: string,
  ) {
    super();
  }
  override eq(other: CaretLine): boolean {
    return this.column === other.column && this.width === other.width && this.message === other.message;
  }
  toDOM(): HTMLElement {
    const [message = '', hint] = this.message.split('\n');
    const carets = element('span', { class: 'caret-marks', 'aria-hidden': 'true' }, ' '.repeat(this.column) + '^'.repeat(this.width));
    return element('div', { class: 'caret-line', role: 'note' }, carets, ' ', element('span', { class: 'caret-message' }, ...withCode(message)), hint ? element('span', { class: 'caret-hint' }, ' ', ...withCode(hint)) : null);
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

function caretLines(state: EditorState): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const marks: { from: number; to: number; message: string }[] = [];
  forEachDiagnostic(state, (mark, from, to) => marks.push({ from, to, message: mark.message }));
  const seen = new Set<number>();
  for (const { from, to, message } of marks.sort((a, b) => a.from - b.from)) {
    const line = state.doc.lineAt(from);
    if (seen.has(line.number) || seen.size >= MOST_CARETS) continue;
    seen.add(line.number);
    const column = width(line.text.slice(0, from - line.from), state.tabSize);
    const marked = Math.max(1, width(line.text.slice(from - line.from, Math.min(to, line.to) - line.from), state.tabSize));
    builder.add(line.to, line.to, Decoration.widget({ widget: new CaretLine(column, marked, message), block: true, side: 1 }));
  }
  return builder.finish();
}

/** Columns that a text takes in a font of one width. */
function width(text: string, tabSize: number): number {
  let columns = 0;
  for (const character of text) columns += character === '\t' ? tabSize - (columns % tabSize) : 1;
  return columns;
}

const carets = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lines, transaction) {
    if (transaction.effects.some((effect) => effect.is(setDiagnosticsEffect))) return caretLines(transaction.state);
    return lines.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** Asks for the check of a text that has not changed, because the session can answer now. */
export const checkAgain = StateEffect.define<null>();

export function diagnostics(checker: Checker): Extension {
  const source = async (view: EditorView): Promise<Mark[]> => {
    const text = view.state.doc.toString();
    if (text.trim() === '') return [];
    const before = checker.before();
    return marksOf(await checker.check(before + text), before.length, text.length);
  };
  const check = linter(source, {
    delay: 700,
    tooltipFilter: () => [],
    needsRefresh: (update) => update.transactions.some((transaction) => transaction.effects.some((effect) => effect.is(checkAgain))),
  });
  return [check, carets];
}
