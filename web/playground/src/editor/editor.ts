// An editor for the language. The Tab key enters `\pi` as π and accepts a completion; otherwise it goes on to the next
// control, as everywhere in a page, so that nobody is held captive.
import { acceptCompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, indentOnInput } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, Prec, type Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
  type KeyBinding,
} from '@codemirror/view';
import { highlighting, rumina } from '../language/language';
import type { LibraryNames } from '../language/tokenizer';
import { assistance, enterSymbol, type Assistant } from './assistant';
import { checkAgain, diagnostics, type Checker } from './diagnostics';

export interface EditorOptions {
  readonly text: string;
  /** What readers of the screen call it. */
  readonly label: string;
  readonly placeholder: string;
  readonly assistant: Assistant & Checker;
  readonly library: LibraryNames;
  /** The program in the usual layout. */
  format(text: string): Promise<string>;
  /** Before all others: what runs the program, leaves the cell, and so on. */
  readonly keys: readonly KeyBinding[];
  readonly numbered: boolean;
  onChange(text: string): void;
  onFocus?(): void;
}

// Marks that turn the direction of writing can make a program look like another one; they are shown.
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export class Editor {
  readonly view: EditorView;
  private readonly language = new Compartment();
  private readonly labels = new Compartment();

  constructor(host: HTMLElement, options: EditorOptions) {
    const listen = EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
      if (update.focusChanged && update.view.hasFocus) options.onFocus?.();
    });
    const numbers: Extension = options.numbered ? [lineNumbers(), highlightActiveLine(), highlightActiveLineGutter()] : [];
    this.view = new EditorView({
      parent: host,
      state: EditorState.create({
        doc: options.text,
        extensions: [
          Prec.highest(keymap.of([...options.keys, { key: 'Shift-Alt-f', run: () => this.format(options) }])),
          Prec.high(
            keymap.of([
              { key: 'Tab', run: acceptCompletion },
              { key: 'Tab', run: enterSymbol(options.assistant) },
            ]),
          ),
          numbers,
          highlightSpecialChars({ addSpecialChars: DIRECTION_MARKS }),
          history(),
          drawSelection(),
          EditorState.allowMultipleSelections.of(true),
          indentOnInput(),
          bracketMatching(),
          closeBrackets(),
          highlightSelectionMatches(),
          highlighting,
          this.language.of(rumina(options.library)),
          EditorView.lineWrapping,
          assistance(options.assistant),
          diagnostics(options.assistant),
          placeholder(options.placeholder),
          this.labels.of(this.attributes(options.label)),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap]),
          listen,
        ],
      }),
    });
  }

  get text(): string {
    return this.view.state.doc.toString();
  }

  /** Replaces everything, as one step that can be undone. */
  setText(text: string): void {
    this.view.dispatch({ changes: { from: 0, to: this.view.state.doc.length, insert: text } });
  }

  setLibrary(library: LibraryNames): void {
    this.view.dispatch({ effects: [this.language.reconfigure(rumina(library)), checkAgain.of(null)] });
  }

  setLabel(label: string): void {
    this.view.dispatch({ effects: this.labels.reconfigure(this.attributes(label)) });
  }

  focus(place?: 'start' | 'end'): void {
    if (place) this.view.dispatch({ selection: { anchor: place === 'start' ? 0 : this.view.state.doc.length } });
    this.view.focus();
  }

  /** Puts the cursor at a line and column (code points), both from 1. */
  goTo(line: number, column: number): void {
    const { doc } = this.view.state;
    const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
    const offset = [...at.text].slice(0, Math.max(0, column - 1)).join('').length;
    this.view.dispatch({ selection: { anchor: at.from + offset }, scrollIntoView: true });
    this.view.focus();
  }

  atFirstLine(): boolean {
    return this.view.state.doc.lineAt(this.view.state.selection.main.head).number === 1;
  }
  atLastLine(): boolean {
    const { doc } = this.view.state;
    return doc.lineAt(this.view.state.selection.main.head).number === doc.lines;
  }

  destroy(): void {
    this.view.destroy();
  }

  private format(options: EditorOptions): true {
    const { text } = this;
    void options.format(text).then((formatted) => {
      // A file ends in a newline, a cell does not.
      const layout = formatted.trimEnd();
      if (layout !== text && this.text === text) this.setText(layout);
    });
    return true;
  }

  private attributes(label: string): Extension {
    return EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' });
  }
}
