// Results as they come from the engine, and those that are made here when there is no engine to ask.
import { decode, freezeDeep, isObject, type Json, list, text } from './decode.js';
import { EngineError } from './errors.js';
import { numberLatex, numberMathml, numberValue } from './number_text.js';
import type { PlotData, RunResult, RunStats, RuminaErrorData } from './types.js';

/** JSON of a result, parsed. */
export interface RawResult {
  readonly json: Json;
  readonly output: string;
  readonly milliseconds: number;
  readonly leakedBytes: number;
  /** Run again from the same state it would do the same. */
  readonly repeatable: boolean;
}

export function parseObject(json: string): Json {
  const parsed: unknown = JSON.parse(json);
  if (!isObject(parsed)) throw new EngineError('the engine gave no object');
  const mistake = parsed['error'];
  if (typeof mistake === 'string') throw new EngineError(`the engine refused: ${mistake}`);
  return parsed;
}

export function parseResult(written: string): RawResult {
  const json = parseObject(written);
  const stats = json['stats'] as RunStats;
  return { json, output: text(json, 'output'), milliseconds: stats.milliseconds, leakedBytes: stats.leakedBytes, repeatable: json['repeatable'] === true };
}

/** Why a run ended that could not be asked for its result. */
export type Ending = 'cancelled' | 'time' | 'failed';

const ENDINGS: Readonly<Record<Ending, { readonly id: string; readonly message: string; readonly hint: string | null }>> = {
  cancelled: { id: 'Interrupted', message: 'interrupted', hint: null },
  time: { id: 'TimeLimit', message: 'the program took longer than its limit', hint: "Raise the limit with the session's option `limits.time`." },
  failed: {
    id: 'StackLimit',
    message: 'the program needs more native stack or memory than there is',
    hint: 'The session was put back to what it was before.',
  },
};

/** The result of a run that was ended from outside; what it did to variables is undone. */
export function endedResult(ending: Ending, output: string, milliseconds: number): RawResult {
  const { id, message, hint } = ENDINGS[ending];
  const rendered = `${hint === null ? '' : `Hint: ${hint}\n`}LimitError: ${message} [${id}]\n`;
  const error = { kind: 'LimitError', id, message, source: '', line: 0, column: 0, endLine: 0, endColumn: 0, from: 0, to: 0, hint, trace: [], traceHidden: 0, incomplete: false, rendered };
  const json: Json = {
    ok: false, value: null, text: '', repr: '', latex: '', mathml: '', plots: [], plotsLeftOut: 0, output, exitCode: null, error, errors: [error],
    stats: { milliseconds, steps: 0, memoryBytes: 0, leakedBytes: 0, instanceBytes: 0 },
  };
  return { json, output, milliseconds, leakedBytes: 0, repeatable: true };
}

type Told = Pick<RunResult, 'value' | 'text' | 'repr' | 'latex' | 'mathml'>;

/** What tells the value. */
function told(json: Json): Told {
  const number = json['number'];
  if (typeof number === 'string') return { value: numberValue(number), text: number, repr: number, latex: numberLatex(number), mathml: numberMathml(number) };
  return { value: decode(json['value']), text: text(json, 'text'), repr: text(json, 'repr'), latex: text(json, 'latex'), mathml: text(json, 'mathml') };
}

export function runResult({ json, output }: RawResult): RunResult {
  return Object.freeze({
    ok: json['ok'] === true,
    ...told(json),
    plots: freezeDeep(list(json, 'plots')) as readonly PlotData[],
    plotsLeftOut: Number(json['plotsLeftOut']),
    output,
    exitCode: json['exitCode'] === null ? null : Number(json['exitCode']),
    error: freezeDeep(json['error']) as RuminaErrorData | null,
    errors: freezeDeep(list(json, 'errors')) as readonly RuminaErrorData[],
    stats: freezeDeep(json['stats']) as RunStats,
  });
}
