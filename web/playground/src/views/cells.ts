// A program as cells, each with its result below. Shift+Enter runs a cell and goes on to the next, as in other notebooks.
import type { RunResult } from 'rumina';
import { Editor } from '../editor/editor';
import type { Assistant } from '../editor/assistant';
import type { Checker } from '../editor/diagnostics';
import type { LibraryNames } from '../language/tokenizer';
import { joinCells, Notebook, splitCells, type Cell, type Removed } from '../model/cells';
import { Turns } from '../model/turns';
import { announce, element, icon, iconButton } from './dom';
import { ResultView, type ResultActions } from './result';

/** What a way to write programs needs of the page. */
export interface Workbench {
  /** What an editor may ask whose text stands behind another one. */
  assistant(before: () => string): Assistant & Checker;
  readonly library: LibraryNames;
  readonly actions: ResultActions;
  /** Runs a program; null when it was cancelled before its turn or there is no engine. */
  run(code: string, source: string, title: string, place: Place, onPrint: (text: string) => void): Promise<RunResult | null>;
  cancel(): void;
  format(text: string): Promise<string>;
  changed(): void;
  /** Offers to take back what was just done. */
  offerUndo(message: string, undo: () => void): void;
}

/** Where the text of a run stands. */
export interface Place {
  goTo(line: number, column: number): void;
}

/** Cells, or one program. */
export interface ProgramView {
  readonly dom: HTMLElement;
  text(): string;
  /** Runs all of it. */
  run(): Promise<void>;
  focus(): void;
  setLibrary(library: LibraryNames): void;
  destroy(): void;
}

class CellView {
  readonly dom: HTMLElement;
  readonly editor: Editor;
  readonly result: ResultView;
  readonly runButton: HTMLButtonElement;
  private readonly number = element('span', { class: 'cell-number', 'aria-hidden': 'true' });
  private readonly time = element('span', { class: 'cell-time' });
  readonly turns = new Turns();

  constructor(
    readonly cell: Cell,
    owner: CellsView,
    bench: Workbench,
  ) {
    this.result = new ResultView(bench.actions, true);
    const host = element('div', { class: 'cell-editor' });
    this.runButton = iconButton('run', 'Run this cell', () => (this.turns.isRunning ? bench.cancel() : void owner.runCell(this)), { class: 'run-button' });
    const tools = element(
      'div',
      { class: 'cell-tools', role: 'group', 'aria-label': 'Cell' },
      iconButton('up', 'Move up', () => owner.move(this, -1)),
      iconButton('down', 'Move down', () => owner.move(this, 1)),
      iconButton('trash', 'Delete', () => owner.remove(this)),
      this.time,
    );
    this.dom = element(
      'section',
      { class: 'cell' },
      element('div', { class: 'cell-rail' }, this.runButton, this.number),
      element('div', { class: 'cell-body' }, element('div', { class: 'cell-input' }, host, tools), this.result.dom),
    );
    this.editor = new Editor(host, {
      text: cell.source,
      label: 'Program of the cell',
      placeholder: 'integrate(x * sin(x), x)',
      assistant: bench.assistant(() => owner.notebook.before(cell.id)),
      library: bench.library,
      format: (text) => bench.format(text),
      numbered: false,
      keys: [
        { key: 'Shift-Enter', run: () => owner.runAndGoOn(this) },
        { key: 'Mod-Enter', run: () => owner.start(this) },
        { key: 'Alt-Enter', run: () => owner.runAndInsert(this) },
        { key: 'Mod-Shift-Enter', run: () => owner.startAll() },
        { key: 'Alt-ArrowUp', run: () => owner.move(this, -1) },
        { key: 'Alt-ArrowDown', run: () => owner.move(this, 1) },
        { key: 'ArrowUp', run: () => this.editor.atFirstLine() && owner.leave(this, -1) },
        { key: 'ArrowDown', run: () => this.editor.atLastLine() && owner.leave(this, 1) },
        { key: 'Backspace', run: () => this.editor.text === '' && owner.count > 1 && owner.remove(this) },
      ],
      onChange: (text) => {
        cell.source = text;
        owner.suggest();
        this.result.age();
        bench.changed();
      },
      onFocus: () => owner.choose(this),
    });
  }

  setNumber(number: number, count: number): void {
    this.number.textContent = String(number);
    this.dom.setAttribute('aria-label', `Cell ${number} of ${count}`);
    this.editor.setLabel(`Program of cell ${number}`);
  }

  setRunning(running: boolean): void {
    this.dom.classList.toggle('is-running', running);
    const label = running ? 'Cancel' : 'Run this cell';
    this.runButton.setAttribute('aria-label', label);
    this.runButton.title = label;
    this.runButton.replaceChildren(icon(running ? 'stop' : 'run'));
    if (running) this.time.textContent = '';
  }

  setTime(milliseconds: number): void {
    this.time.textContent = duration(milliseconds);
  }

  destroy(): void {
    this.editor.destroy();
    this.result.clear();
  }
}

export function duration(milliseconds: number): string {
  if (milliseconds < 1) return '< 1 ms';
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s`;
}

/** Beginnings for an empty page. */
const SUGGESTIONS = ['integrate(x*sin(x), x)', 'solve(x^2 - x - 1 == 0, x)', 'factor(x^12 - 1)', 'sum(1/k^2, k, 1, inf)', 'plot(sin(x)/x, x, -20, 20)'];

export class CellsView implements ProgramView {
  readonly dom = element('div', { class: 'cells' });
  readonly notebook: Notebook;
  private readonly list = element('div', { class: 'cell-list' });
  private readonly suggestions = element(
    'div',
    { class: 'suggestions', role: 'group', 'aria-label': 'Suggestions' },
    element('span', {}, 'Try'),
    ...SUGGESTIONS.map((code) => element('button', { type: 'button', class: 'chip', onclick: () => this.tryOut(code) }, code)),
  );
  private readonly views = new Map<number, CellView>();
  private runs = 0;

  constructor(
    text: string,
    private readonly bench: Workbench,
  ) {
    this.notebook = new Notebook(splitCells(text));
    const add = element('button', { type: 'button', class: 'add-cell', onclick: () => this.insertAfter(null) }, icon('plus'), 'Add a cell');
    this.dom.append(this.list, this.suggestions, add);
    this.arrange();
  }

  get count(): number {
    return this.notebook.cells.length;
  }

  text(): string {
    return joinCells(this.notebook.cells.map((cell) => cell.source));
  }

  focus(): void {
    this.viewAt(0)?.editor.focus();
  }

  setLibrary(library: LibraryNames): void {
    for (const view of this.views.values()) view.editor.setLibrary(library);
  }

  destroy(): void {
    for (const view of this.views.values()) view.destroy();
  }

  // ── running ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** All cells in their order, until one fails. */
  async run(): Promise<void> {
    for (const cell of [...this.notebook.cells]) {
      const view = this.views.get(cell.id);
      if (view && !(await this.runCell(view))) return;
    }
  }

  startAll(): true {
    void this.run();
    return true;
  }

  start(view: CellView): true {
    void this.runCell(view);
    return true;
  }

  runAndGoOn(view: CellView): true {
    void this.runCell(view);
    const next = this.viewAt(this.notebook.indexOf(view.cell.id) + 1);
    if (next) this.goInto(next, 'start');
    else this.insertAfter(view);
    return true;
  }

  runAndInsert(view: CellView): true {
    void this.runCell(view);
    this.insertAfter(view);
    return true;
  }

  /** False when it failed or did not run. */
  async runCell(view: CellView): Promise<boolean> {
    const code = view.cell.source;
    if (code.trim() === '') {
      view.result.clear();
      return true;
    }
    const turn = view.turns.begin(code);
    if (!turn) return false;
    const number = this.notebook.indexOf(view.cell.id) + 1;
    // Two runs never share a name, so that an error in a function of an earlier run finds the text it is in.
    const source = `cell ${number}, run ${++this.runs}`;
    view.setRunning(true);
    view.result.begin();
    const place = { goTo: (line: number, column: number) => view.editor.goTo(line, column) };
    const result = await this.bench.run(code, source, `cell ${number}`, place, (text) => turn.isLast() && view.result.print(text));
    if (!turn.end()) return result?.ok ?? false;
    view.setRunning(false);
    if (!result) {
      view.result.end();
      return false;
    }
    view.result.show(result, code);
    if (view.cell.source !== code) view.result.age();
    view.setTime(result.stats.milliseconds);
    announce(`Cell ${number}: ${spoken(result)}`);
    return result.ok;
  }

  // ── cells ─────────────────────────────────────────────────────────────────────────────────────────────────────

  insertAfter(view: CellView | null, source = ''): CellView {
    const index = view ? this.notebook.indexOf(view.cell.id) + 1 : this.count;
    const cell = this.notebook.insert(index, source);
    this.arrange();
    this.bench.changed();
    const made = this.views.get(cell.id)!;
    this.goInto(made, 'end');
    return made;
  }

  /** Puts a program at the end, in the last cell if that is empty. */
  append(source: string): void {
    const last = this.viewAt(this.count - 1);
    if (last && last.cell.source.trim() === '') {
      last.editor.setText(source);
      this.goInto(last, 'end');
    } else {
      this.insertAfter(null, source);
    }
  }

  /**
   * The cell that was written in last shows its tools on a phone. They stay when the focus goes on to a result: what is below
   * must not move while a finger is on it.
   */
  choose(chosen: CellView): void {
    for (const view of this.views.values()) view.dom.classList.toggle('is-current', view === chosen);
  }

  private tryOut(code: string): void {
    const view = this.viewAt(0);
    if (!view) return;
    view.editor.setText(code);
    view.editor.focus('end');
    void this.runCell(view);
  }

  /** The first cell alone, and nothing in it. */
  suggest(): void {
    const isEmpty = this.count === 1 && this.notebook.cells[0]!.source.trim() === '';
    this.suggestions.hidden = !isEmpty;
  }

  remove(view: CellView): true {
    if (view.turns.isRunning) this.bench.cancel();
    const index = this.notebook.indexOf(view.cell.id);
    const hadFocus = view.dom.contains(document.activeElement);
    const removed = this.notebook.remove(view.cell.id);
    this.arrange();
    this.bench.changed();
    if (hadFocus) this.viewAt(Math.max(0, index - 1))?.editor.focus('end');
    if (removed && removed.cell.source.trim() !== '') this.bench.offerUndo('Cell deleted.', () => this.restore(removed));
    return true;
  }

  move(view: CellView, by: -1 | 1): true {
    const focused = document.activeElement;
    if (this.notebook.move(view.cell.id, by)) {
      this.arrange();
      this.bench.changed();
      if (focused instanceof HTMLElement && view.dom.contains(focused)) focused.focus();
      view.dom.scrollIntoView({ block: 'nearest' });
      announce(`Moved to place ${this.notebook.indexOf(view.cell.id) + 1}`);
    }
    return true;
  }

  /** Goes to the cell above or below; false at the ends. */
  leave(view: CellView, by: -1 | 1): boolean {
    const next = this.viewAt(this.notebook.indexOf(view.cell.id) + by);
    if (!next) return false;
    this.goInto(next, by < 0 ? 'end' : 'start');
    return true;
  }

  private restore(removed: Removed): void {
    this.notebook.restore(removed);
    this.arrange();
    this.bench.changed();
    this.views.get(removed.cell.id)?.editor.focus();
  }

  private goInto(view: CellView, place: 'start' | 'end'): void {
    view.editor.focus(place);
    view.dom.scrollIntoView({ block: 'nearest' });
  }

  private viewAt(index: number): CellView | undefined {
    const cell = this.notebook.cells[index];
    return cell && this.views.get(cell.id);
  }

  /** Makes the page show the cells there are, in their order. */
  private arrange(): void {
    const { cells } = this.notebook;
    this.suggest();
    for (const [id, view] of this.views) {
      if (this.notebook.get(id)) continue;
      view.destroy();
      view.dom.remove();
      this.views.delete(id);
    }
    cells.forEach((cell, index) => {
      let view = this.views.get(cell.id);
      if (!view) {
        view = new CellView(cell, this, this.bench);
        this.views.set(cell.id, view);
      }
      view.setNumber(index + 1, cells.length);
      if (this.list.children[index] !== view.dom) this.list.insertBefore(view.dom, this.list.children[index] ?? null);
    });
  }
}

/** A result in a sentence. */
export function spoken(result: RunResult): string {
  if (result.error) return `${result.error.kind}${result.error.line > 0 ? ` in line ${result.error.line}` : ''}: ${result.error.message}`;
  const parts = [];
  if (result.plots.length > 0) parts.push(result.plots.length === 1 ? 'a plot' : `${result.plots.length} plots`);
  if (result.text !== '' && result.plots.length === 0) parts.push(result.repr.slice(0, 300));
  if (result.output !== '') parts.push(`output ${result.output.slice(0, 300)}`);
  return parts.join(', ') || 'done';
}
