// One program with its result beside, or below on a narrow page. Every run starts with fresh variables.
import { Editor } from '../editor/editor';
import type { LibraryNames } from '../language/tokenizer';
import { Turns } from '../model/turns';
import { announce, element } from './dom';
import { duration, spoken, type ProgramView, type Workbench } from './cells';
import { ResultView } from './result';

export class SingleProgramView implements ProgramView {
  readonly dom: HTMLElement;
  private readonly editor: Editor;
  private readonly result: ResultView;
  private readonly time = element('span', { class: 'cell-time' });
  private readonly empty = element('p', { class: 'empty-result' }, 'The result appears here. Press ', element('kbd', {}, 'Shift'), ' ', element('kbd', {}, 'Enter'), ' or Run.');
  private readonly turns = new Turns();
  private runs = 0;

  constructor(
    text: string,
    private readonly bench: Workbench,
  ) {
    this.result = new ResultView(bench.actions, false);
    const host = element('div', { class: 'program-editor' });
    const start = () => {
      void this.run();
      return true;
    };
    this.editor = new Editor(host, {
      text,
      label: 'Program',
      placeholder: 'print("Hello")',
      assistant: bench.assistant(() => ''),
      library: bench.library,
      format: (text) => bench.format(text),
      numbered: true,
      keys: [
        { key: 'Shift-Enter', run: start },
        { key: 'Mod-Enter', run: start },
        { key: 'Mod-Shift-Enter', run: start },
      ],
      onChange: () => {
        this.result.age();
        bench.changed();
      },
    });
    this.dom = element(
      'div',
      { class: 'program' },
      element('section', { class: 'program-source', 'aria-label': 'Program' }, host),
      element('section', { class: 'program-result', 'aria-label': 'Result' }, element('div', { class: 'program-result-head' }, element('h2', {}, 'Result'), this.time), this.empty, this.result.dom),
    );
  }

  text(): string {
    return this.editor.text;
  }

  async run(): Promise<void> {
    const code = this.editor.text;
    const turn = this.turns.begin(code);
    if (!turn) return;
    this.empty.remove();
    this.result.begin();
    this.time.textContent = '';
    const place = { goTo: (line: number, column: number) => this.editor.goTo(line, column) };
    const result = await this.bench.run(code, `program, run ${++this.runs}`, '', place, (text) => turn.isLast() && this.result.print(text));
    if (!turn.end()) return;
    if (!result) return this.result.end();
    this.result.show(result, code);
    if (this.editor.text !== code) this.result.age();
    if (this.result.dom.childElementCount === 0) this.result.dom.append(element('p', { class: 'empty-result' }, 'The program ended without output and without a value.'));
    this.time.textContent = duration(result.stats.milliseconds);
    announce(spoken(result));
  }

  append(source: string): void {
    const text = this.editor.text.trimEnd();
    this.editor.setText(text === '' ? source : `${text}\n\n${source}`);
    this.editor.focus('end');
  }

  focus(): void {
    this.editor.focus();
  }

  setLibrary(library: LibraryNames): void {
    this.editor.setLibrary(library);
  }

  destroy(): void {
    this.editor.destroy();
    this.result.clear();
  }
}
