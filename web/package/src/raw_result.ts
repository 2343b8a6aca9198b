// Results as they come from the engine, and those that are made here when there is no engine to ask.
import { decode, freezeDeep, isObject, type Json, list, member, text } from './decode.js';
import { EngineError } from './errors.js';
import { hexadecimalValue, numberLatex, numberMathml, numberValue } from './number_text.js';
import type { PlotData, RunResult, RunStats, RuminaData, RuminaErrorData } from './types.js';

/** JSON of a result, parsed. */
export interface RawResult {
  readonly json: Json;
  readonly output: string;
  readonly stats: RunStats;
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
  const output = member(json, 'output');
  return { json, output: typeof output === 'string' ? output : '', stats: runStats(json['stats']), repeatable: member(json, 'unrepeatable') !== true };
}

/** From what the engine writes about a run. */
export function runStats(written: unknown): RunStats {
  const { microseconds, steps, memoryBytes, leakedBytes, instanceBytes } = written as Readonly<Record<string, number>>;
  return Object.freeze({ milliseconds: Number(microseconds) / 1000, steps: Number(steps), memoryBytes: Number(memoryBytes), leakedBytes: Number(leakedBytes), instanceBytes: Number(instanceBytes) });
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
  const stats = Object.freeze({ milliseconds, steps: 0, memoryBytes: 0, leakedBytes: 0, instanceBytes: 0 });
  return { json: { ok: false, errors: [error] }, output, stats, repeatable: true };
}

type Told = Pick<RunResult, 'value' | 'text' | 'repr' | 'latex' | 'mathml'>;

const NOTHING: Told = { value: null, text: '', repr: '', latex: '', mathml: '' };

const toldNumber = (value: RuminaData, digits: string): Told => ({ value, text: digits, repr: digits, latex: numberLatex(digits), mathml: numberMathml(digits) });

/** What tells the value. */
function told(json: Json): Told {
  const number = member(json, 'number');
  const hexadecimal = member(json, 'hexadecimal');
  if (typeof hexadecimal === 'string') {
    const value = hexadecimalValue(hexadecimal);
    return toldNumber(value, typeof number === 'string' ? number : value.toString());
  }
  if (typeof number === 'string') return toldNumber(numberValue(number), number);
  if (!Object.hasOwn(json, 'value')) return NOTHING;
  return { value: decode(json['value']), text: text(json, 'text'), repr: text(json, 'repr'), latex: text(json, 'latex'), mathml: text(json, 'mathml') };
}

const NONE: readonly never[] = Object.freeze([]);

/** A list that is left out when it is empty. */
const listed = <T>(json: Json, name: string): readonly T[] => (Object.hasOwn(json, name) ? (freezeDeep(list(json, name)) as readonly T[]) : NONE);

export function runResult({ json, output, stats }: RawResult): RunResult {
  const { value, text, repr, latex, mathml } = told(json);
  const errors = listed<RuminaErrorData>(json, 'errors');
  const exitCode = member(json, 'exitCode');
  return Object.freeze({
    ok: json['ok'] === true,
    value, text, repr, latex, mathml,
    plots: listed<PlotData>(json, 'plots'),
    plotsLeftOut: Number(member(json, 'plotsLeftOut') ?? 0),
    output,
    exitCode: exitCode === undefined ? null : Number(exitCode),
    error: errors[0] ?? null,
    errors,
    stats,
  });
}
