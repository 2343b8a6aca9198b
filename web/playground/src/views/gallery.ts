// The examples, by groups. Choosing one opens it; the work so far is kept aside.
import { examples, type Example } from '../model/gallery';
import { openDialog } from './dialog';
import { element, icon } from './dom';

export function openGallery(open: (example: Example) => void, openFile: (file: File) => void): void {
  const picker = element('input', { type: 'file', id: 'program-file', accept: '.lm,.txt,text/plain', class: 'visually-hidden', tabindex: -1, 'aria-label': 'A program of your own' });
  picker.addEventListener('change', () => {
    const file = picker.files?.[0];
    if (!file) return;
    dialog.close();
    openFile(file);
  });
  const own = element('div', { class: 'open-file' }, picker, element('button', { type: 'button', class: 'secondary', onclick: () => picker.click() }, icon('folder'), 'Open a file …'));
  const groups = [...new Set(examples.map((example) => example.group))].map((group) => {
    const cards = examples
      .filter((example) => example.group === group)
      .map((example) => {
        const choose = () => {
          dialog.close();
          open(example);
        };
        return element(
          'li',
          {},
          element('button', { type: 'button', class: 'card', onclick: choose }, element('span', { class: 'card-title' }, example.title), element('span', { class: 'card-about' }, example.about)),
        );
      });
    return element('section', { class: 'gallery-group' }, element('h3', {}, group), element('ul', { class: 'cards' }, ...cards));
  });
  const dialog = openDialog('Examples', 'gallery', ...groups, own);
}
