// Short messages at the edge of the page, with one thing to do about them.
import { element, iconButton } from './dom';

let shelf: HTMLElement | null = null;

export interface Offer {
  readonly label: string;
  run(): void;
}

/** Shows a message; without a time it stays until it is closed. */
export function toast(message: string, offer: Offer | null = null, milliseconds: number | null = 7000): void {
  if (!shelf) {
    shelf = element('div', { class: 'toasts', role: 'status', 'aria-live': 'polite' });
    document.body.append(shelf);
  }
  const remove = () => box.remove();
  const button = offer && element('button', { type: 'button', class: 'toast-offer', onclick: () => [remove(), offer.run()] }, offer.label);
  const box = element('div', { class: 'toast' }, element('span', {}, message), button, iconButton('close', 'Dismiss', remove));
  shelf.append(box);
  if (milliseconds !== null) setTimeout(remove, milliseconds);
}
