// What the editors ask the session: completions, the signature of the call around the cursor, help for the word under the
// pointer. Earlier cells belong to the text that is asked about, so that what they define is known before they run.
import { autocompletion, completionStatus, type Completion as Option, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap, showTooltip, ViewPlugin, type Tooltip, type ViewUpdate } from '@codemirror/view';
import type { Completion, HelpEntry, SignatureHelp } from 'rumina';
import { element } from '../views/dom';

/** What an editor may ask. */
export interface Assistant {
  /** The text of the program before this editor's. */
  before(): string;
  complete(text: string, offset: number): Promise<readonly Completion[]>;
  signature(text: string, offset: number): Promise<SignatureHelp | null>;
  help(name: string): Promise<HelpEntry | null>;
  /** The characters behind `\name`. */
  readonly entries: ReadonlyMap<string, string>;
}

const WORD = /[\p{L}_][\p{L}\p{Nd}_]*/u;

// ── completion ──────────────────────────────────────────────────────────────────────────────────────────────────

const TYPES: Record<Completion['kind'], string> = {
  variable: 'variable',
  function: 'function',
  constant: 'constant',
  namespace: 'namespace',
  method: 'method',
  member: 'property',
  keyword: 'keyword',
  symbol: 'text',
};

function option(completion: Completion): Option {
  return {
    label: completion.label,
    type: TYPES[completion.kind],
    apply: completion.insert,
    ...(completion.detail && completion.detail !== completion.label ? { detail: shortDetail(completion) } : {}),
    ...(completion.documentation
      ? { info: () => element('div', { class: 'completion-info' }, completion.detail ? element('code', {}, completion.detail) : null, element('p', {}, completion.documentation)) }
      : {}),
  };
}

/** Beside a function only its parameters, without what stands in the box beside the list anyway. */
function shortDetail({ kind, detail, label }: Completion): string {
  if (kind !== 'function' && kind !== 'method') return detail.length > 40 ? detail.slice(0, 39) + '…' : detail;
  if (!detail.startsWith(label)) return '';
  const names = (/\((.*)\)/.exec(detail)?.[1]?.replace(/:[^,)]*/g, '') ?? '').split(', ');
  const text = (shown: readonly string[]) => `(${shown.join(', ')})`;
  if (text(names).length <= 32) return text(names);
  // Where there is no room for all, those that may be left out are.
  const needed = text([...names.filter((name) => !name.endsWith('?')), '…']);
  return needed.length <= 32 ? needed : '';
}

function completionSource(assistant: Assistant) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const typed = context.matchBefore(/(?:\\[\p{L}_^]*|[\p{L}_][\p{L}\p{Nd}_]*|(?:\.|::)[\p{L}\p{Nd}_]*)$/u);
    if (!typed && !context.explicit) return null;
    // A single letter is a symbol far more often than the beginning of a name.
    if (typed && !context.explicit && typed.text.length < 2 && !/^[\\.]/.test(typed.text)) return null;
    const before = assistant.before();
    const found = await assistant.complete(before + context.state.doc.toString(), before.length + context.pos);
    const first = found[0];
    if (context.aborted || !first) return null;
    return { from: Math.max(0, first.from - before.length), options: found.map(option), validFor: /^(?:\\?[\p{L}\p{Nd}_^]*)$/u };
  };
}

/** Replaces `\name` before the cursor by its character: exactly, or when only one name begins like that. */
export function enterSymbol(assistant: Assistant) {
  return (view: EditorView): boolean => {
    const { main } = view.state.selection;
    if (!main.empty) return false;
    const line = view.state.doc.lineAt(main.head);
    const typed = /\\([\p{L}_^]+)$/u.exec(line.text.slice(0, main.head - line.from));
    if (!typed) return false;
    const from = main.head - typed[0].length;
    const enter = (insert: string) => view.dispatch({ changes: { from, to: main.head, insert }, userEvent: 'input.complete' });
    const character = characterFor(typed[1]!, assistant.entries);
    if (character !== undefined) enter(character);
    // Right after the start the characters are not known yet.
    else if (assistant.entries.size === 0) void askFor(assistant, typed[0]).then((found) => found !== undefined && view.state.sliceDoc(from, main.head) === typed[0] && enter(found));
    else return false;
    return true;
  };
}

function characterFor(name: string, entries: ReadonlyMap<string, string>): string | undefined {
  return entries.get(name) ?? only([...entries].filter(([entry]) => entry.startsWith(name)))?.[1];
}

async function askFor(assistant: Assistant, typed: string): Promise<string | undefined> {
  const found = await assistant.complete(typed, typed.length);
  return characterFor(typed.slice(1), new Map(found.map(({ label, insert }) => [label.replace(/^\\/, ''), insert])));
}

function only<Item>(items: Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

// ── signature ───────────────────────────────────────────────────────────────────────────────────────────────────

const setSignature = StateEffect.define<Tooltip | null>();

const signatureField = StateField.define<Tooltip | null>({
  create: () => null,
  update(tooltip, transaction) {
    for (const effect of transaction.effects) if (effect.is(setSignature)) return effect.value;
    if (!tooltip || !transaction.docChanged) return tooltip;
    return { ...tooltip, pos: transaction.changes.mapPos(tooltip.pos) };
  },
  provide: (field) => showTooltip.from(field),
});

function signatureDom(help: SignatureHelp): HTMLElement {
  const active = help.parameters[help.active];
  const { signature } = help;
  const line = element('code', {});
  if (active && active.to > active.from) {
    line.append(signature.slice(0, active.from), element('strong', {}, signature.slice(active.from, active.to)), signature.slice(active.to));
  } else {
    line.append(signature);
  }
  return element('div', { class: 'signature', role: 'status' }, line, help.summary ? element('p', {}, help.summary) : null);
}

/** Whether the cursor may be inside the parentheses of a call: a cheap look before the session is asked. */
function mayBeInCall(state: EditorState): boolean {
  const head = state.selection.main.head;
  const text = state.sliceDoc(Math.max(0, head - 1000), head);
  let depth = 0;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    if (text[at] === ')') depth += 1;
    else if (text[at] === '(' && depth-- === 0) return true;
  }
  return false;
}

function signatureHelp(assistant: Assistant): Extension {
  const plugin = ViewPlugin.fromClass(
    class {
      private timer: ReturnType<typeof setTimeout> | undefined;
      private asked = 0;
      constructor(private readonly view: EditorView) {}
      update(update: ViewUpdate): void {
        const isTyped = update.transactions.some((transaction) => transaction.isUserEvent('input'));
        const isShown = update.state.field(signatureField) !== null;
        if (update.focusChanged && !update.view.hasFocus) this.later(null);
        // It comes by typing, and follows the cursor as long as it is there.
        else if (isTyped || (isShown && (update.docChanged || update.selectionSet))) this.later(update.state);
      }
      private later(state: EditorState | null): void {
        clearTimeout(this.timer);
        const asked = ++this.asked;
        this.timer = setTimeout(() => void this.ask(state, asked), 120);
      }
      private async ask(state: EditorState | null, asked: number): Promise<void> {
        let help: SignatureHelp | null = null;
        if (state && this.view.hasFocus && mayBeInCall(state)) {
          const before = assistant.before();
          help = await assistant.signature(before + state.doc.toString(), before.length + state.selection.main.head);
        }
        if (asked !== this.asked) return;
        const shown = this.view.state.field(signatureField);
        if (!help && !shown) return;
        const tooltip: Tooltip | null =
          help && completionStatus(this.view.state) !== 'active'
            ? { pos: this.view.state.selection.main.head, above: true, create: () => ({ dom: signatureDom(help) }) }
            : null;
        this.view.dispatch({ effects: setSignature.of(tooltip) });
      }
      destroy(): void {
        clearTimeout(this.timer);
        this.asked += 1;
      }
    },
  );
  const close = (view: EditorView): boolean => {
    if (!view.state.field(signatureField)) return false;
    view.dispatch({ effects: setSignature.of(null) });
    return true;
  };
  return [signatureField, plugin, keymap.of([{ key: 'Escape', run: close }])];
}

// ── help under the pointer ──────────────────────────────────────────────────────────────────────────────────────

export function helpDom(entry: HelpEntry): HTMLElement {
  const examples = entry.examples.slice(0, 2).map((example) =>
    element('div', { class: 'help-example' }, element('code', {}, example.code), element('span', {}, example.fails ? 'raises ' : '→ ', element('code', {}, example.result))),
  );
  return element('div', { class: 'help-card' }, element('code', { class: 'help-signature' }, entry.signature || entry.name), entry.summary ? element('p', {}, entry.summary) : null, ...examples);
}

function helpOnHover(assistant: Assistant): Extension {
  return hoverTooltip(
    async (view, pos, side) => {
      const line = view.state.doc.lineAt(pos);
      for (const match of line.text.matchAll(new RegExp(WORD, 'gu'))) {
        const from = line.from + match.index;
        const end = from + match[0].length;
        if (pos < from || pos > end || (pos === from && side < 0) || (pos === end && side > 0)) continue;
        const entry = await assistant.help(match[0]);
        return entry && { pos: from, end, above: true, create: () => ({ dom: helpDom(entry) }) };
      }
      return null;
    },
    { hoverTime: 400 },
  );
}

export function assistance(assistant: Assistant): Extension {
  return [
    autocompletion({ override: [completionSource(assistant)], activateOnTypingDelay: 120, maxRenderedOptions: 60, icons: true }),
    signatureHelp(assistant),
    helpOnHover(assistant),
  ];
}
