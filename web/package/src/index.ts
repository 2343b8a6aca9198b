/**
 * Exact mathematics as a scripting language. A session in this thread gives way between slices of its runs; one builtin is not
 * interrupted. `rumina/worker` has the same in a worker, where everything can be ended.
 */
import { InvalidArgumentError } from './errors.js';
import { Keeper, USUAL_SETTINGS } from './keeper.js';
import { LocalSeat } from './local_seat.js';
import { compiledModule } from './module.js';
import { checkOptions, engineOptions, timeLimit } from './options.js';
import { reason } from './reason.js';
import { KeptSession } from './session.js';
import type { Session, SessionOptions } from './types.js';

export type * from './types.js';
export * from './errors.js';
export { ComplexNumber, DataMap, DecimalNumber, RationalNumber, SymbolicExpression } from './values.js';

/** A session in this thread. Throws LoadError and InvalidArgumentError. */
export async function createSession(options?: SessionOptions): Promise<Session> {
  const checked = checkOptions(options);
  const written = engineOptions(checked);
  const module = await compiledModule(checked.wasm);
  const seat = await LocalSeat.make(module, written, null);
  const keeper = new Keeper((from) => LocalSeat.make(module, written, from), seat, { ...USUAL_SETTINGS, timeLimit: timeLimit(checked) });
  return new KeptSession(keeper, checked);
}

let shared: Promise<Session> | undefined;

/** Runs a program with variables of its own: the text of its last value, `""`, or `Error: …`. Never rejects. */
export async function rumina(code: string): Promise<string> {
  try {
    const session = await (shared ??= createSession());
    const { error, text } = await session.run(code, { fresh: true, name: '<program>' });
    return error === null ? text : `Error: ${error.message}${error.line > 0 ? ` (line ${error.line}, column ${error.column})` : ''}`;
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) shared = undefined; // the next call begins anew
    return `Error: ${reason(error)}`;
  }
}

export default rumina;
