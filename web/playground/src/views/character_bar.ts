// The characters of mathematics above the keyboard of a phone, where they are hard to find, while an editor has the focus.
import { EditorView } from '@codemirror/view';
import { element } from './dom';

/** What is shown, and what it enters where that differs; `|` is where the cursor goes. */
const CHARACTERS: readonly (readonly [string, string?, string?])[] = [
  ['^'],
  ['*'],
  ['/'],
  ['+'],
  ['−', '-', 'minus'],
  ['=', ' = '],
  ['( )', '(|)', 'parentheses'],
  ['[ ]', '[|]', 'brackets'],
  ['{ }', '{|}', 'braces'],
  [','],
  ['√'],
  ['π'],
  ['∞'],
  ['!'],
  ['==', ' == '],
  ['_'],
  ['"', '"|"', 'quotes'],
];

function focusedEditor(): EditorView | null {
  const content = document.activeElement?.closest<HTMLElement>('.cm-content');
  return content ? EditorView.findFromDOM(content) : null;
}

function enter(text: string): void {
  const view = focusedEditor();
  if (!view) return;
  const { from, to } = view.state.selection.main;
  const cursor = text.indexOf('|');
  // What is selected comes to stand inside.
  const insert = cursor < 0 ? text : text.replace('|', () => view.state.sliceDoc(from, to));
  const anchor = cursor < 0 || to > from ? from + insert.length : from + cursor;
  view.dispatch({ changes: { from, to, insert }, selection: { anchor }, scrollIntoView: true, userEvent: 'input.type' });
}

export function characterBar(): HTMLElement {
  const keys = CHARACTERS.map(([shown, text = shown, label = shown]) => {
    const key = element('button', { type: 'button', class: 'character', 'aria-label': label, tabindex: -1 }, shown);
    // The editor keeps the focus, and so the keyboard stays.
    key.addEventListener('pointerdown', (event) => event.preventDefault());
    key.addEventListener('click', () => enter(text));
    return key;
  });
  const bar = element('section', { class: 'character-bar', 'aria-label': 'Characters' }, ...keys);
  // Some browsers lay the keyboard over the page.
  const viewport = window.visualViewport;
  const follow = () => bar.style.setProperty('--keyboard', `${Math.max(0, window.innerHeight - (viewport?.height ?? window.innerHeight) - (viewport?.offsetTop ?? 0))}px`);
  viewport?.addEventListener('resize', follow);
  viewport?.addEventListener('scroll', follow);
  return bar;
}
