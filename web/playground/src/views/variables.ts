// The variables of the session beside the program.
import type { Variable } from 'rumina';
import { element, iconButton } from './dom';

export class VariablesPanel {
  readonly dom: HTMLElement;
  private readonly body = element('div', { class: 'variables-body' });

  constructor(
    private readonly ask: () => Promise<readonly Variable[]>,
    forget: () => void,
    close: () => void,
  ) {
    this.dom = element(
      'aside',
      { class: 'variables', 'aria-label': 'Variables', hidden: true },
      element('div', { class: 'variables-head' }, element('h2', {}, 'Variables'), iconButton('restart', 'Forget all variables', forget), iconButton('close', 'Close', close)),
      this.body,
    );
  }

  get isOpen(): boolean {
    return !this.dom.hidden;
  }

  setOpen(open: boolean): void {
    this.dom.hidden = !open;
    if (open) void this.refresh();
  }

  async refresh(): Promise<void> {
    if (!this.isOpen) return;
    const variables = await this.ask();
    if (variables.length === 0) {
      this.body.replaceChildren(element('p', { class: 'dim' }, 'None yet. Cells share their variables; a program by itself leaves none.'));
      return;
    }
    const rows = variables.map(({ name, kind, text }) =>
      element('div', { class: 'variable' }, element('dt', {}, element('code', {}, name), element('span', { class: 'variable-kind' }, kind)), element('dd', {}, element('code', { title: text }, text))),
    );
    this.body.replaceChildren(element('dl', {}, ...rows));
  }
}
