// A session for tests of the page alone: it implements the interface of the package without an engine. It knows a few
// programs and says what they would come to; everything else it echoes. Never part of a build for readers.
import type { Completion, Diagnostic, PlotData, RuminaErrorData, RunResult, Session, SessionOptions } from 'rumina';

const STATS = { milliseconds: 2, steps: 10, memoryBytes: 1_000_000, leakedBytes: 0, instanceBytes: 0 };

function result(over: Partial<RunResult>): RunResult {
  const made = { ok: true, value: null, text: '', latex: '', mathml: '', plots: [], plotsLeftOut: 0, output: '', exitCode: null, error: null, stats: STATS, ...over };
  return { ...made, repr: made.text, errors: made.error ? [made.error] : [] };
}

function expression(text: string, latex: string): Partial<RunResult> {
  return { text, latex, value: { kind: 'expression', text, latex, toString: () => text } };
}

export function failure(code: string, marked: string, over: Partial<RuminaErrorData> = {}): RuminaErrorData {
  const from = Math.max(0, code.indexOf(marked));
  const before = code.slice(0, from).split('\n');
  const line = before.length;
  const column = before[line - 1]!.length + 1;
  return {
    kind: 'NameError',
    id: 'UndefinedName',
    message: `undefined variable \`${marked}\``,
    source: '',
    line,
    column,
    endLine: line,
    endColumn: column + marked.length,
    from,
    to: from + marked.length,
    hint: null,
    trace: [],
    traceHidden: 0,
    incomplete: false,
    rendered: '',
    ...over,
  };
}

function sine(): PlotData {
  const points = (f: (x: number) => number) => Array.from({ length: 481 }, (_, k) => -12 + k / 20).map((x) => [x, f(x)] as const);
  const ticks = (values: number[]) => values.map((at) => [at, String(at)] as const);
  return {
    kind: 'plane',
    call: 'plot([sin(x)/x, cos(x)/3], x, -12, 12)',
    title: '',
    x: { low: -12, high: 12, label: '', ticks: ticks([-10, -5, 0, 5, 10]) },
    y: { low: -0.5, high: 1.1, label: '', ticks: ticks([-0.5, 0, 0.5, 1]) },
    equalScales: false,
    curves: [
      { label: 'sin(x)/x', style: 'line', segments: [points((x) => (x === 0 ? 1 : Math.sin(x) / x))] },
      { label: 'cos(x)/3', style: 'line', segments: [points((x) => Math.cos(x) / 3)] },
    ],
    bars: [],
    surfaces: [],
    spaceCurves: [],
  };
}

function saddle(): PlotData {
  const n = 41;
  const at = (k: number) => -2 + (4 * k) / (n - 1);
  const points = Array.from({ length: n * n }, (_, k) => [at(k % n), at(Math.floor(k / n)), Math.sin(at(k % n) ** 2 + at(Math.floor(k / n)) ** 2) / 1.5] as const);
  const axis = { low: -2, high: 2, label: '', ticks: [-2, -1, 0, 1, 2].map((x) => [x, String(x)] as const) };
  return { kind: 'space', call: 'plot3d(x*y)', title: '', x: axis, y: axis, z: { ...axis, low: -1, high: 1, ticks: [[-1, '-1'], [0, '0'], [1, '1']] }, equalScales: false, curves: [], bars: [], surfaces: [{ label: '', rows: n, columns: n, points }], spaceCurves: [] };
}

const COMPLETIONS: Completion[] = ['integrate', 'int', 'intersection'].map((label) => ({
  label,
  kind: 'function',
  detail: `${label}(f: Formula, x: Symbol) -> Any`,
  documentation: 'An antiderivative of f.',
  insert: label,
  from: 0,
  to: 0,
}));

const SYMBOLS: Completion[] = Object.entries({ pi: 'π', alpha: 'α', beta: 'β', sqrt: '√', infinity: '∞' }).map(([name, insert]) => ({
  label: '\\' + name,
  kind: 'symbol',
  detail: insert,
  documentation: '',
  insert,
  from: 0,
  to: 0,
}));

export async function createSession(options: SessionOptions = {}): Promise<Session> {
  let cancelled: (() => void) | null = null;
  const run = async (code: string, name: string): Promise<RunResult> => {
    const program = code
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .join('\n')
      .trim();
    if (/^print\((.*)\)$/.test(program)) {
      const output = program.slice(6, -1).replace(/^"|"$/g, '') + '\n';
      options.onPrint?.(output);
      return result({ output });
    }
    if (program.startsWith('plot3d')) return result({ plots: [saddle()], value: { kind: 'plot', plot: saddle() }, text: program });
    if (program.startsWith('plot')) return result({ plots: [sine()], value: { kind: 'plot', plot: sine() }, text: program });
    if (program.startsWith('1/3')) return result({ text: '1/2', latex: '\\frac{1}{2}', value: { kind: 'rational', num: 1n, den: 2n, toNumber: () => 0.5 } });
    if (program.startsWith('integrate')) return result(expression('exp(x)*(x^2 - 2*x + 2)', 'e^{x} \\left(x^{2} - 2 x + 2\\right)'));
    if (program.startsWith('solve')) return result({ text: '[1/2+1/2√5, 1/2-1/2√5]', latex: '\\left[\\frac{1+\\sqrt{5}}{2}, \\frac{1-\\sqrt{5}}{2}\\right]', value: [] });
    if (program.includes('while true')) {
      await new Promise<void>((resolve) => {
        cancelled = resolve;
      });
      return result({ ok: false, error: failure(code, 'while', { kind: 'LimitError', id: 'Interrupted', source: name }) });
    }
    if (program.includes('foo')) {
      return result({ ok: false, error: failure(code, 'foo', { source: name, hint: 'Did you mean `floor`?', trace: [{ function: '<main>', source: name, line: 1, column: 1 }, { function: 'f', source: name, line: 1, column: 5 }] }) });
    }
    return result({ text: program, latex: '' });
  };
  return {
    run: (code, { name = '<input>' } = {}) => run(code, name),
    variables: async () => [{ name: 'area', kind: 'rational', text: '1/2' }],
    complete: async (text, offset = text.length) => {
      const from = /\\?[\p{L}]*$/u.exec(text.slice(0, offset))!.index;
      return (text[from] === '\\' ? SYMBOLS : COMPLETIONS).map((entry) => ({ ...entry, from, to: offset }));
    },
    signature: async () => null,
    help: async () => null,
    check: async (code): Promise<readonly Diagnostic[]> => (code.includes('foo') ? [failure(code, 'foo', { hint: 'Did you mean `floor`?' })] : []),
    format: async (code) => code,
    steps: async () => {
      const step = (text: string, latex: string) => ({ kind: 'expression' as const, text, latex, toString: () => text });
      return {
        steps: [
          { rule: 'By parts with `u = x^2`', level: 0, before: step('integrate(x^2*exp(x), x)', '\\int x^{2} e^{x}\\,dx'), after: step('', 'x^{2} e^{x} - \\int 2 x e^{x}\\,dx') },
          { rule: 'A constant factor', level: 1, before: step('', '\\int 2 x e^{x}\\,dx'), after: step('', '2 \\int x e^{x}\\,dx') },
        ],
        text: 'steps',
        latex: 'steps',
      };
    },
    get: async () => undefined,
    set: async () => undefined,
    cancel: () => cancelled?.(),
    dispose: () => undefined,
  };
}
