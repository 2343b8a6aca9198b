// Texts from programs and from the engine, as text.
import { copyButton } from './clipboard';
import { element } from './dom';

/** Characters shown of a long text at first. */
const SHOWN = 20_000;

/** A sentence of the engine with its `code` parts set as code. */
export function withCode(sentence: string): (string | HTMLElement)[] {
  return sentence.split(/`([^`]*)`/).map((part, index) => (index % 2 === 1 ? element('code', {}, part) : part));
}

/** Text in a font of one width; a long one at first in part. It scrolls on its own, also by keys. */
export function plainText(text: string, label: string, className: string): HTMLElement {
  const pre = element('pre', { class: className, tabindex: 0, role: 'group', 'aria-label': label });
  if (text.length <= SHOWN) {
    pre.textContent = text;
    return pre;
  }
  pre.textContent = text.slice(0, SHOWN);
  const all = element('button', { type: 'button', class: 'quiet-button' }, `Show all ${text.length.toLocaleString('en')} characters`);
  all.addEventListener('click', () => {
    pre.textContent = text;
    all.remove();
  });
  return element('div', { class: 'long-text' }, pre, element('div', { class: 'long-text-tools' }, all, copyButton('Copy all', () => text)));
}
