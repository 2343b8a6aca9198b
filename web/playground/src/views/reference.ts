// Help: the keys, and what the library says of a function.
import type { HelpEntry } from 'rumina';
import type { LibraryNames } from '../language/tokenizer';
import { openDialog } from './dialog';
import { element, icon } from './dom';
import { withCode } from './text';

export interface Library {
  readonly names: LibraryNames;
  help(name: string): Promise<HelpEntry | null>;
  /** Puts a program into the page, to try it. */
  tryOut(code: string): void;
}

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const MOD = isMac ? '⌘' : 'Ctrl';

const KEYS: readonly (readonly [string[], string])[] = [
  [['Shift', 'Enter'], 'Run and go on to the next cell'],
  [[MOD, 'Enter'], 'Run'],
  [['Alt', 'Enter'], 'Run and insert a cell below'],
  [[MOD, 'Shift', 'Enter'], 'Run all cells'],
  [['Esc'], 'Cancel the run'],
  [['\\', 'p', 'i', 'Tab'], 'π, and so on for other characters'],
  [[MOD, 'Space'], 'Complete a name'],
  [['F8'], 'Go to the next mistake'],
  [['Alt', '↑ or ↓'], 'Move the cell'],
  [['Shift', 'Alt', 'F'], 'Put the program into the usual layout'],
  [[MOD, '/'], 'Turn lines into a comment, and back'],
  [['Tab'], 'Go to the next control'],
  [['F1'], 'This help'],
];

export function openHelp(library: Library): void {
  const names = [...library.names.functions, ...library.names.constants].sort((a, b) => a.localeCompare(b, 'en'));
  const list = element('datalist', { id: 'library-names' }, ...names.map((name) => element('option', { value: name })));
  const field = element('input', { type: 'search', id: 'help-name', list: 'library-names', placeholder: 'integrate, solve, plot …', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false' });
  const found = element('div', { class: 'help-found', 'aria-live': 'polite' });
  let asked = 0;
  const look = async (name: string) => {
    const turn = ++asked;
    const entry = name === '' ? null : await library.help(name);
    if (turn !== asked) return;
    found.replaceChildren(entry ? entryView(entry, show, (code) => [dialog.close(), library.tryOut(code)]) : element('p', { class: 'dim' }, name === '' ? '' : `The library has no ${name}.`));
  };
  const show = (name: string) => {
    field.value = name;
    void look(name);
  };
  field.addEventListener('input', () => void look(field.value.trim()));
  const keys = KEYS.map(([keys, what]) => element('tr', {}, element('td', {}, ...keys.flatMap((key) => [element('kbd', {}, key), ' '])), element('td', {}, what)));
  const dialog = openDialog(
    'Help',
    'help',
    element(
      'section',
      {},
      element('label', { for: 'help-name', class: 'field-label' }, 'Look up a function'),
      field,
      list,
      found,
    ),
    element('section', {}, element('h3', {}, 'Keys'), element('table', { class: 'keys' }, element('tbody', {}, ...keys))),
    element(
      'section',
      { class: 'about' },
      element('h3', {}, 'About'),
      element('p', {}, 'Rumina computes exactly: decimals are fractions, roots and π stay what they are, until you ask for digits. Names that stand for nothing yet are symbols.'),
      element('p', {}, 'Everything runs in your browser. Nothing you write is sent anywhere; a share link holds the program in the part of the address that browsers keep to themselves. After the first visit the page works without a network.'),
      element('p', {}, element('a', { href: './licences.txt' }, 'Licences'), ' of the parts this page is made of.'),
    ),
  );
  field.focus();
}

function entryView(entry: HelpEntry, show: (name: string) => void, tryOut: (code: string) => void): HTMLElement {
  const examples = entry.examples.map((example) =>
    element(
      'li',
      { class: 'help-example' },
      element('button', { type: 'button', class: 'quiet-button', 'aria-label': `Try ${example.code}`, title: 'Try it', onclick: () => tryOut(example.code) }, icon('arrow')),
      element('code', {}, example.code),
      element('span', { class: 'help-result' }, example.fails ? 'raises ' : '', element('code', {}, example.result)),
    ),
  );
  const members = entry.members.map((name) => element('button', { type: 'button', class: 'chip', onclick: () => show(`${entry.name}::${name}`) }, name));
  return element(
    'div',
    { class: 'help-card' },
    element('code', { class: 'help-signature' }, entry.signature || entry.name),
    element('p', {}, ...withCode(entry.summary)),
    entry.aliases.length > 0 ? element('p', { class: 'dim' }, `Also: ${entry.aliases.join(', ')}`) : null,
    examples.length > 0 ? element('ul', { class: 'help-examples' }, ...examples) : null,
    members.length > 0 ? element('div', { class: 'chips' }, ...members) : null,
  );
}
