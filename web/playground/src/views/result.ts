// What a run came to: what it printed, its figures, its value with ways to take it along, or its error.
import type { Derivation, PlotData, RunResult } from 'rumina';
import type { View } from '../plot/view';
import { lastCall, onlyCall } from '../model/last_call';
import { copyButton } from './clipboard';
import { element, icon } from './dom';
import { errorView, type Sources } from './error';
import { resultFormula } from './formula';
import { showPlot, type Shown } from './plots';
import { stepsView } from './steps';
import { plainText } from './text';

/** What a result may ask of the page. */
export interface ResultActions {
  readonly sources: Sources;
  /** Whether an exact value has digits. */
  isNumber(text: string): boolean;
  /** Whether there are steps to the results of a function of the library. */
  tellsSteps(name: string): Promise<boolean>;
  steps(code: string): Promise<Derivation | null>;
  /** The value as a decimal number; null where it is none. */
  approximate(text: string): Promise<string | null>;
  resample(data: PlotData, view: View, source: string | null): Promise<PlotData | null>;
}

/** Errors shown of one run. */
const MOST_ERRORS = 3;

export class ResultView {
  readonly dom = element('div', { class: 'result' });
  private shown: Shown[] = [];
  private printed: HTMLElement | null = null;
  private printedText = '';

  /** `hasSession`: the variables of the run are still there when its result is looked at. */
  constructor(
    private readonly actions: ResultActions,
    private readonly hasSession: boolean,
  ) {}

  clear(): void {
    for (const plot of this.shown) plot.destroy();
    this.shown = [];
    this.printed = null;
    this.printedText = '';
    this.dom.replaceChildren();
    this.dom.classList.remove('stale', 'running');
  }

  /** The program starts: what the last run came to fades until there is something new. */
  begin(): void {
    this.dom.classList.add('running');
    this.dom.setAttribute('aria-busy', 'true');
  }

  /** What the program prints while it runs. */
  print(text: string): void {
    if (!this.printed) {
      this.clear();
      this.dom.classList.add('running');
      this.printed = element('pre', { class: 'printed', tabindex: 0, role: 'group', 'aria-label': 'Output' });
      this.dom.append(this.printed);
    }
    // Only the end of a long output is shown while it grows; all of it is there when the run has ended.
    this.printedText = (this.printedText + text).slice(-8000);
    this.printed.textContent = this.printedText;
    this.printed.scrollTop = this.printed.scrollHeight;
  }

  /** It was cancelled before its turn. */
  end(): void {
    this.dom.classList.remove('running');
    this.dom.removeAttribute('aria-busy');
  }

  /** The program was changed since. */
  age(): void {
    this.dom.classList.add('stale');
  }

  show(result: RunResult, code: string): void {
    this.clear();
    this.end();
    if (result.output !== '') this.dom.append(plainText(result.output.replace(/\n$/, ''), 'Output', 'printed'));
    const call = this.callOf(code);
    for (const data of result.plots) {
      const source = result.plots.length === 1 ? call : null;
      const plot = showPlot(data, (view) => this.actions.resample(data, view, source));
      this.shown.push(plot);
      this.dom.append(plot.dom);
    }
    if (result.plotsLeftOut > 0) this.dom.append(element('p', { class: 'note' }, `and ${result.plotsLeftOut.toLocaleString('en')} more plots, which are not shown`));
    if (result.exitCode !== null) this.dom.append(element('p', { class: 'note' }, `The program ended itself with exit(${result.exitCode}).`));
    // Syntax errors come together; the first few say enough.
    for (const error of result.errors.slice(0, MOST_ERRORS)) this.dom.append(errorView(error, this.actions.sources));
    if (result.errors.length > MOST_ERRORS) this.dom.append(element('p', { class: 'note' }, `and ${result.errors.length - MOST_ERRORS} more errors`));
    if (result.error) return;
    if (result.text !== '' && !isPlot(result)) this.dom.append(this.valueView(result, code));
  }

  private valueView(result: RunResult, code: string): HTMLElement {
    const isDigits = isLongNumber(result);
    const typeset = isDigits ? null : resultFormula(result.value, result.latex);
    const content = typeset
      ? element('div', { class: 'value-formula', tabindex: 0, role: 'group', 'aria-label': 'Value' }, typeset)
      : plainText(result.repr, 'Value', 'value-text');
    const tools = element('div', { class: 'value-tools' });
    const below = element('div', { class: 'value-below' });
    if (isDigits) below.append(element('p', { class: 'note' }, `${result.text.replace('-', '').length.toLocaleString('en')} digits`));
    const call = this.callOf(code);
    const name = call?.slice(0, call.indexOf('('));
    if (call && name) void this.actions.tellsSteps(name).then((tells) => tells && tools.prepend(this.stepsButton(call, below)));
    if (hasDecimals(result) && this.actions.isNumber(result.text)) tools.append(this.decimalButton(result.repr, below));
    tools.append(copyButton('Text', () => result.repr, 'Copy as text'));
    if (result.latex !== '') tools.append(copyButton('LaTeX', () => result.latex, 'Copy as LaTeX'));
    return element('div', { class: 'value' }, element('div', { class: 'value-row' }, content, tools), below);
  }

  /** The call that the program ended with, where it would still mean the same. */
  private callOf(code: string): string | null {
    return this.hasSession ? lastCall(code) : onlyCall(code);
  }

  private decimalButton(text: string, below: HTMLElement): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'quiet-button', title: 'Show as a decimal number', 'aria-expanded': 'false' }, '≈ Decimal');
    let shown: HTMLElement | null = null;
    button.addEventListener('click', () => {
      if (shown) {
        shown.remove();
        shown = null;
        button.setAttribute('aria-expanded', 'false');
        return;
      }
      void this.actions.approximate(text).then((decimals) => {
        shown ??= element('div', { class: 'approximation', role: 'status' }, element('span', { 'aria-hidden': 'true' }, '≈ '), decimals ?? 'no number');
        below.prepend(shown);
        button.setAttribute('aria-expanded', 'true');
      });
    });
    return button;
  }

  private stepsButton(call: string, below: HTMLElement): HTMLButtonElement {
    const button = element('button', { type: 'button', class: 'quiet-button', title: 'Show how this comes about', 'aria-expanded': 'false' }, icon('list'), 'Steps');
    let shown: HTMLElement | null = null;
    button.addEventListener('click', () => {
      if (shown) {
        shown.hidden = !shown.hidden;
        button.setAttribute('aria-expanded', String(!shown.hidden));
        return;
      }
      button.disabled = true;
      void this.actions.steps(call).then((derivation) => {
        button.disabled = false;
        shown = derivation && derivation.steps.length > 0 ? stepsView(derivation) : element('p', { class: 'no-steps', role: 'status' }, 'There are no steps to tell for this.');
        below.append(shown);
        button.setAttribute('aria-expanded', 'true');
      });
    });
    return button;
  }
}

function isPlot({ value }: RunResult): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'plot';
}

/** Digits are wrapped as text; a formula would be one endless line. */
function isLongNumber({ value, text }: RunResult): boolean {
  return typeof value === 'bigint' && text.length > 60;
}

/** Exact values that may be numbers but no whole ones. */
function hasDecimals({ value, text }: RunResult): boolean {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  return value.kind === 'rational' || (value.kind === 'expression' && text.length < 2000);
}
