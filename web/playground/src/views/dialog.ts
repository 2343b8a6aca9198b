// A window over the page: a <dialog>, which keeps the focus inside and closes with Escape by itself.
import { element, iconButton } from './dom';

export function openDialog(title: string, className: string, ...content: Node[]): HTMLDialogElement {
  const heading = element('h2', { id: 'dialog-title' }, title);
  const dialog = element(
    'dialog',
    { class: `dialog ${className}`, 'aria-labelledby': 'dialog-title' },
    element('div', { class: 'dialog-head' }, heading, iconButton('close', 'Close', () => dialog.close())),
    element('div', { class: 'dialog-content' }, ...content),
  );
  // A click beside the window closes it.
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
