// The page: the bar on top, the program as cells or as one text, and what connects them with the engine.
import type { PlotData, RunResult } from 'rumina';
import type { Engine, EngineState } from './engine/engine';
import { decodeProgram, encodeProgram, isShared, ShareError, type Mode, type SharedProgram } from './model/share';
import { readProgramFile } from './model/files';
import { progressText } from './model/progress';
import { keepPrevious, loadDocument, loadPrevious, saveDocument } from './model/storage';
import { replotCall } from './plot/replot';
import type { View } from './plot/view';
import { isNumber } from './model/constants';
import { CellsView, type Place, type ProgramView, type Workbench } from './views/cells';
import { characterBar } from './views/character_bar';
import { copyButton, copyText } from './views/clipboard';
import { openDialog } from './views/dialog';
import { announce, element, icon, iconButton, type IconName } from './views/dom';
import { openGallery } from './views/gallery';
import { SingleProgramView } from './views/program';
import { openHelp } from './views/reference';
import type { ResultActions } from './views/result';
import { setTheme, theme } from './views/theme';
import { toast } from './views/toasts';
import { VariablesPanel } from './views/variables';
import { WELCOME } from './welcome';

const SAVE_AFTER = 400;
/** Texts of runs that are kept, for errors that point into them. */
const MOST_SOURCES = 200;

interface Source {
  readonly code: string;
  readonly title: string;
  readonly place: Place;
}

export class App {
  private view!: ProgramView & { append(source: string): void };
  private mode: Mode = 'cells';
  private readonly sources = new Map<string, Source>();
  private saveTimer: ReturnType<typeof setTimeout> | undefined;
  /** A program from a link or the gallery does not replace the reader's own before it is changed. */
  private isGuest = false;
  private readonly main = element('main', { id: 'main', tabindex: -1 });
  private readonly banner = element('div', { class: 'banner', role: 'status', hidden: true });
  private readonly runButton = element('button', { type: 'button', class: 'primary run-all' });
  private readonly status = element('span', { class: 'engine-status', role: 'status' });
  private readonly clock = element('span', { class: 'clock', 'aria-hidden': 'true' });
  private readonly progress = element('div', { class: 'progress', role: 'progressbar', 'aria-label': 'The program runs', hidden: true });
  private readonly modes: Record<Mode, HTMLButtonElement>;
  private readonly variables: VariablesPanel;
  private readonly bench: Workbench;

  constructor(
    private readonly engine: Engine,
    private readonly root: HTMLElement,
  ) {
    this.variables = new VariablesPanel(
      () => this.engine.variables(),
      () => void this.forget(),
      () => this.toggleVariables(false),
    );
    this.modes = {
      cells: element('button', { type: 'button', class: 'mode', onclick: () => this.switchMode('cells') }, 'Cells'),
      program: element('button', { type: 'button', class: 'mode', onclick: () => this.switchMode('program') }, 'Program'),
    };
    this.bench = this.makeBench();
    this.root.append(this.progress, this.bar(), this.banner, element('div', { class: 'stage' }, this.main, this.variables.dom), characterBar());
    this.runButton.addEventListener('click', () => (this.engine.state.kind === 'running' ? this.engine.cancel() : void this.view.run()));
    this.engine.watch((state) => this.showState(state));
    this.listen();
  }

  /** Shows what the address holds, or the work of the last visit, or the welcome. */
  async start(): Promise<void> {
    const saved = loadDocument();
    if (await this.openLink(window.location.hash)) return;
    this.open(saved ?? WELCOME, false);
    // The welcome is ours and short: it shows at once what the page can do.
    if (!saved) void this.view.run();
  }

  // ── documents ─────────────────────────────────────────────────────────────────────────────────────────────────

  private open(program: SharedProgram, isGuest: boolean): void {
    this.engine.cancel();
    this.isGuest = isGuest;
    this.mode = program.mode;
    (this.view as ProgramView | undefined)?.destroy();
    this.view = program.mode === 'cells' ? new CellsView(program.text, this.bench) : new SingleProgramView(program.text, this.bench);
    this.main.replaceChildren(this.view.dom);
    this.root.dataset.mode = program.mode;
    for (const [mode, button] of Object.entries(this.modes)) button.setAttribute('aria-pressed', String(mode === program.mode));
    window.scrollTo(0, 0);
  }

  private switchMode(mode: Mode): void {
    if (mode === this.mode) return;
    this.open({ mode, text: this.view.text() }, this.isGuest);
    this.save();
    announce(mode === 'cells' ? 'Cells' : 'One program');
    this.view.focus();
  }

  /** True when the fragment held a program, or was meant to. */
  private async openLink(fragment: string): Promise<boolean> {
    if (!isShared(fragment)) return false;
    const own = loadDocument();
    try {
      this.open(await decodeProgram(fragment), true);
      this.showBanner('This program came with a link. Read it, then run it.', own ? { label: 'Back to my own', run: () => this.backTo(own) } : null);
    } catch (error) {
      this.open(own ?? WELCOME, false);
      this.showBanner(error instanceof ShareError ? error.message : 'The link could not be read.', null);
    }
    return true;
  }

  private openExample(example: SharedProgram & { readonly title: string }): void {
    this.openBeside(example, `Example: ${example.title}`);
    void this.view.run();
  }

  /** Shows a program without giving up the reader's own. */
  private openBeside(program: SharedProgram, message: string): void {
    const own = this.isGuest ? loadDocument() : this.document();
    if (!this.isGuest) this.saveNow();
    this.clearLink();
    void this.forget(false);
    this.open(program, true);
    this.showBanner(message, own && own.text.trim() !== '' ? { label: 'Back to my own', run: () => this.backTo(own) } : null);
  }

  private backTo(own: SharedProgram): void {
    this.clearLink();
    this.hideBanner();
    this.open(own, false);
  }

  private newDocument(): void {
    const own = this.document();
    if (!this.isGuest) keepPrevious(own);
    this.clearLink();
    this.hideBanner();
    void this.forget(false);
    this.open({ mode: this.mode, text: '' }, false);
    this.save();
    this.view.focus();
    if (own.text.trim() !== '') toast('A new, empty page.', { label: 'Undo', run: () => [this.open(loadPrevious() ?? own, false), this.save()] });
  }

  private document(): SharedProgram {
    return { mode: this.mode, text: this.view.text() };
  }

  private changed(): void {
    if (this.isGuest) {
      // From now on it is the reader's own; what they had before stays one step away.
      const own = loadDocument();
      if (own) keepPrevious(own);
      this.isGuest = false;
      this.clearLink();
    }
    this.save();
  }

  private save(): void {
    clearTimeout(this.saveTimer);
    this.saveTimer = setTimeout(() => this.saveNow(), SAVE_AFTER);
  }

  private saveNow(): void {
    clearTimeout(this.saveTimer);
    if (!this.isGuest) saveDocument(this.document());
  }

  private clearLink(): void {
    if (window.location.hash) history.replaceState(null, '', window.location.pathname + window.location.search);
  }

  private async share(): Promise<void> {
    const save = element('button', { type: 'button', class: 'secondary', onclick: () => this.saveFile() }, icon('download'), 'Save as a file');
    try {
      const fragment = await encodeProgram(this.document());
      const address = new URL(fragment, window.location.href).href;
      history.replaceState(null, '', fragment);
      const field = element('input', { type: 'text', id: 'share-address', readonly: true, value: address });
      const copied = await copyText(address);
      openDialog(
        'Share',
        'share',
        element('p', {}, copied ? 'The link is copied. It holds the whole program; nothing is stored anywhere else.' : 'Copy this link. It holds the whole program; nothing is stored anywhere else.'),
        element('label', { for: 'share-address', class: 'field-label' }, 'Link'),
        field,
        element('div', { class: 'dialog-actions' }, save, copyButton('Copy', () => address, 'Copy the link')),
      );
      field.select();
      if (copied) announce('Link copied');
    } catch (error) {
      openDialog('Share', 'share', element('p', {}, error instanceof ShareError ? error.message : 'The link could not be made.'), save);
    }
  }

  private saveFile(): void {
    const url = URL.createObjectURL(new Blob([this.view.text() + '\n'], { type: 'text/plain' }));
    element('a', { href: url, download: 'program.lm' }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }

  private async openFile(file: File): Promise<void> {
    try {
      this.openBeside(await readProgramFile(file), file.name);
    } catch (error) {
      toast(error instanceof ShareError ? error.message : 'The file could not be read.');
    }
  }

  // ── running ───────────────────────────────────────────────────────────────────────────────────────────────────

  private makeBench(): Workbench {
    const { engine } = this;
    const actions: ResultActions = {
      sources: {
        textOf: (source) => this.sources.get(source)?.code,
        titleOf: (source) => this.sources.get(source)?.title ?? source,
        goTo: (source, line, column) => this.sources.get(source)?.place.goTo(line, column),
      },
      isNumber: (text) => isNumber(text, engine.library),
      tellsSteps: (name) => this.tellsSteps(name),
      steps: (code) => engine.steps(code),
      approximate: async (text) => {
        const result = await engine.run(`N((${text}), 20)`, 'decimal', false);
        return result?.ok ? result.text : null;
      },
      resample: (data, view, source) => this.resample(data, view, source),
    };
    return {
      assistant: (before) => ({
        before,
        complete: (text, offset) => engine.complete(text, offset),
        signature: (text, offset) => engine.signature(text, offset),
        help: (name) => engine.help(name),
        check: (code) => engine.check(code),
        get entries() {
          return engine.entries;
        },
      }),
      get library() {
        return engine.library;
      },
      actions,
      run: (code, source, title, place, onPrint) => this.run(code, source, title, place, onPrint),
      format: (text) => engine.format(text),
      cancel: () => engine.cancel(),
      changed: () => this.changed(),
      offerUndo: (message, undo) => toast(message, { label: 'Undo', run: undo }),
    };
  }

  private async run(code: string, source: string, title: string, place: Place, onPrint: (text: string) => void): Promise<RunResult | null> {
    this.sources.set(source, { code, title, place });
    const [oldest] = this.sources.keys();
    if (this.sources.size > MOST_SOURCES && oldest !== undefined) this.sources.delete(oldest);
    try {
      const result = await this.engine.run(code, source, this.mode === 'program', { onPrint });
      void this.variables.refresh();
      return result;
    } catch (error) {
      // Without an engine its state says why; one that broke down is started anew.
      if (this.engine.state.kind !== 'failed') {
        toast(`The engine broke down and was started again; variables are gone. (${error instanceof Error ? error.message : String(error)})`);
        void this.forget(false);
      }
      return null;
    }
  }

  /** In its turn, after what runs; asked for again when that was cancelled, and this with it. */
  private async resample(data: PlotData, view: View, source: string | null): Promise<PlotData | null> {
    const call = replotCall(data, view, source);
    for (let tries = 0; tries < 3 && call !== null && this.engine.state.kind !== 'failed'; tries += 1) {
      const result = await this.engine.run(call, 'plot', false).catch(() => undefined);
      if (result !== null) return result?.ok ? (result.plots[0] ?? null) : null;
    }
    return null;
  }

  private readonly stepTellers = new Map<string, boolean>();
  private async tellsSteps(name: string): Promise<boolean> {
    if (!this.engine.library.functions.has(name)) return false;
    const known = this.stepTellers.get(name);
    if (known !== undefined) return known;
    const entry = await this.engine.helpInTurn(name);
    if (entry) this.stepTellers.set(name, entry.tellsSteps);
    return entry?.tellsSteps ?? false;
  }

  private async forget(tell = true): Promise<void> {
    await this.engine.restart().catch(() => undefined);
    void this.variables.refresh();
    if (tell) toast('All variables are forgotten.', null, 3000);
  }

  private showState(state: EngineState): void {
    const isRunning = state.kind === 'running';
    this.root.dataset.engine = state.kind;
    this.progress.hidden = !isRunning;
    this.runButton.replaceChildren(icon(isRunning ? 'stop' : 'run'), isRunning ? 'Cancel' : 'Run');
    this.runButton.title = isRunning ? 'Cancel (Esc)' : this.mode === 'cells' ? 'Run all cells' : 'Run';
    this.runButton.disabled = state.kind === 'failed';
    this.status.textContent = state.kind === 'loading' ? 'Starting …' : isRunning && state.cancelling ? 'Cancelling …' : '';
    if (state.kind === 'failed') this.showBanner(`The engine could not be started: ${state.reason}. Reload the page to try again.`, null);
    if (state.kind === 'ready' && this.view) this.learn();
    if (isRunning) this.tick();
    else this.clock.textContent = '';
  }

  private knownNames = 0;
  /** New names of the library change the colours of all editors once. */
  private learn(): void {
    const { library } = this.engine;
    const count = library.functions.size + library.constants.size;
    if (count === this.knownNames) return;
    this.knownNames = count;
    this.view.setLibrary(library);
  }

  private tick(): void {
    const { state } = this.engine;
    if (state.kind !== 'running') return;
    const seconds = (performance.now() - state.since) / 1000;
    // A short run shows no clock; nothing flickers.
    if (seconds < 0.3) this.clock.textContent = '';
    else this.clock.replaceChildren(`${seconds.toFixed(1)} s`, element('span', { class: 'clock-detail' }, progressText(this.engine.progress)));
    setTimeout(() => this.tick(), 100);
  }

  // ── the bar ───────────────────────────────────────────────────────────────────────────────────────────────────

  private bar(): HTMLElement {
    const action = (name: IconName, label: string, run: () => void, attributes = {}) =>
      element('button', { type: 'button', class: 'action', onclick: run, title: label, ...attributes }, icon(name), element('span', {}, label));
    const variables = action('variables', 'Variables', () => this.toggleVariables(!this.variables.isOpen), { 'aria-expanded': 'false', id: 'variables-button' });
    return element(
      'header',
      { class: 'bar' },
      element('h1', { class: 'visually-hidden' }, 'Rumina playground'),
      element('a', { class: 'brand', href: './', 'aria-label': 'Rumina playground' }, logo(), element('span', {}, 'Rumina')),
      element('div', { class: 'modes', role: 'group', 'aria-label': 'Form of the program' }, this.modes.cells, this.modes.program),
      element('div', { class: 'run-area' }, this.runButton, this.clock, this.status),
      element(
        'nav',
        { class: 'actions', 'aria-label': 'Page' },
        action('plus', 'New', () => this.newDocument()),
        action('book', 'Examples', () => openGallery((example) => this.openExample(example), (file) => void this.openFile(file))),
        action('share', 'Share', () => void this.share()),
        variables,
        this.themeButton(),
        action('help', 'Help', () => this.help()),
      ),
    );
  }

  private themeButton(): HTMLButtonElement {
    const order = ['system', 'light', 'dark'] as const;
    const icons = { system: 'system', light: 'sun', dark: 'moon' } as const;
    const button = element('button', { type: 'button', class: 'action icon-only' });
    const show = () => {
      const label = `Theme: ${theme()}`;
      button.setAttribute('aria-label', label);
      button.title = label;
      button.replaceChildren(icon(icons[theme()]), element('span', {}, 'Theme'));
    };
    button.addEventListener('click', () => {
      setTheme(order[(order.indexOf(theme()) + 1) % order.length]!);
      show();
      announce(`Theme: ${theme()}`);
    });
    show();
    return button;
  }

  private help(): void {
    const { engine } = this;
    openHelp({ names: engine.library, help: (name) => engine.help(name), tryOut: (code) => this.view.append(code) });
  }

  private toggleVariables(open: boolean): void {
    this.variables.setOpen(open);
    const button = document.querySelector<HTMLElement>('#variables-button');
    button?.setAttribute('aria-expanded', String(open));
    if (!open) button?.focus();
  }

  private showBanner(message: string, offer: { label: string; run(): void } | null): void {
    this.banner.replaceChildren(
      element('span', {}, message),
      ...(offer ? [element('button', { type: 'button', class: 'link-button', onclick: () => offer.run() }, offer.label)] : []),
      iconButton('close', 'Close this message', () => this.hideBanner()),
    );
    this.banner.hidden = false;
  }

  private hideBanner(): void {
    this.banner.hidden = true;
  }

  private listen(): void {
    window.addEventListener('hashchange', () => void this.openLink(window.location.hash));
    window.addEventListener('pagehide', () => this.saveNow());
    document.addEventListener('keydown', (event) => {
      if (event.key === 'F1') {
        event.preventDefault();
        if (!document.querySelector('dialog')) this.help();
      }
      if (event.key === 'Escape' && !event.defaultPrevented && this.engine.state.kind === 'running') this.engine.cancel();
    });
  }
}

function logo(): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 64 64');
  svg.setAttribute('class', 'logo');
  svg.setAttribute('aria-hidden', 'true');
  const part = (name: string, attributes: Record<string, string>) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  svg.append(
    part('rect', { width: '64', height: '64', rx: '15', class: 'logo-ground' }),
    part('path', { d: 'M14 36l6-2 8 15 12-35h11', class: 'logo-root' }),
    part('circle', { cx: '47', cy: '42', r: '6', class: 'logo-dot' }),
  );
  return svg;
}
