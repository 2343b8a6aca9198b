// Copying text, with a word about how it went.
import { announce, element, icon } from './dom';

/** False where the browser does not let the page copy. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelection(text);
  }
}

/** The old way, for pages without the clipboard's permission. */
function copySelection(text: string): boolean {
  const field = element('textarea', { class: 'visually-hidden', 'aria-hidden': 'true', readonly: true });
  field.value = text;
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}

/** A button that copies what `text` gives and shows for a moment that it did. */
export function copyButton(label: string, text: () => string, description = label): HTMLButtonElement {
  const caption = element('span', {}, label);
  const button = element('button', { type: 'button', class: 'quiet-button', 'aria-label': description, title: description }, icon('copy'), caption);
  button.addEventListener('click', () => {
    void copy(text()).then((done) => {
      const message = done ? 'Copied' : 'Could not copy';
      announce(message);
      caption.textContent = message;
      button.classList.toggle('done', done);
      setTimeout(() => {
        caption.textContent = label;
        button.classList.remove('done');
      }, 1400);
    });
  });
  return button;
}

export { copy as copyText };
