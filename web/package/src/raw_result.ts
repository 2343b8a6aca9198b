// Results as they come from the engine, and those that are made here when there is no engine to ask.
import { decode, freezeDeep, isObject, type Json, list, member, text } from './decode.js';
import { EngineError } from './errors.js';
import { type Forms, formsOf, hexadecimalForms } from './number_text.js';
import type { Written } from './seat.js';
import type { PlotData, RunResult, RunStats, RuminaErrorData } from './types.js';

/** A result whose values are still as the engine wrote them. */
export interface RawResult {
  /** Of a result that is not a number and nothing else. */
  readonly json: Json | null;
  /** The text of a result that is. */
  readonly number: string;
  readonly isHexadecimal: boolean;
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

export function parseResult(written: Written): RawResult {
  if (typeof written !== 'string') return { json: null, number: written.number, isHexadecimal: written.isHexadecimal, output: '', stats: written.stats, repeatable: true };
  const json = parseObject(written);
  const output = member(json, 'output');
  return { json, number: '', isHexadecimal: false, output: typeof output === 'string' ? output : '', stats: readStats(json['stats']), repeatable: member(json, 'unrepeatable') !== true };
}

export const runStats = (microseconds = 0, steps = 0, memoryBytes = 0, leakedBytes = 0, instanceBytes = 0): RunStats =>
  Object.freeze({ milliseconds: microseconds / 1000, steps, memoryBytes, leakedBytes, instanceBytes });

/** From what the engine writes about a run. */
export function readStats(written: unknown): RunStats {
  const { microseconds, steps, memoryBytes, leakedBytes, instanceBytes } = written as Readonly<Record<string, number>>;
  return runStats(Number(microseconds), Number(steps), Number(memoryBytes), Number(leakedBytes), Number(instanceBytes));
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
  return { json: { ok: false, errors: [error] }, number: '', isHexadecimal: false, output, stats: runStats(milliseconds * 1000), repeatable: true };
}

const NOTHING: Forms = { value: null, text: '', repr: '', latex: '', mathml: '' };

/** What tells the value. */
function told(json: Json): Forms {
  const number = member(json, 'number');
  const hexadecimal = member(json, 'hexadecimal');
  if (typeof hexadecimal === 'string') return hexadecimalForms(hexadecimal, typeof number === 'string' ? number : null);
  if (typeof number === 'string') return formsOf(number);
  if (!Object.hasOwn(json, 'value')) return NOTHING;
  return { value: decode(json['value']), text: text(json, 'text'), repr: text(json, 'repr'), latex: text(json, 'latex'), mathml: text(json, 'mathml') };
}

const NONE: readonly never[] = Object.freeze([]);

/** A list that is left out when it is empty. */
const listed = <T>(json: Json, name: string): readonly T[] => (Object.hasOwn(json, name) ? (freezeDeep(list(json, name)) as readonly T[]) : NONE);

export function runResult({ json, number, isHexadecimal, output, stats }: RawResult): RunResult {
  if (json === null) {
    const { value, text, repr, latex, mathml } = isHexadecimal ? hexadecimalForms(number, null) : formsOf(number);
    return Object.freeze({ ok: true, value, text, repr, latex, mathml, plots: NONE, plotsLeftOut: 0, output, exitCode: null, error: null, errors: NONE, stats });
  }
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
