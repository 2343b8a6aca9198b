/**
 * The same sessions in a worker: the page or process stays free while programs run, and cancel() ends a builtin too. What was
 * cancelled inside a builtin that does not answer within 200 ms has not happened: the session is put back to what it was.
 */
import { Keeper, USUAL_SETTINGS } from './keeper.js';
import { compiledModule } from './module.js';
import { checkOptions, engineOptions, timeLimit } from './options.js';
import { KeptSession } from './session.js';
import type { Session, SessionOptions } from './types.js';
import { WorkerSeat } from './worker_seat.js';

export type * from './types.js';
export * from './errors.js';
export { ComplexNumber, DataMap, DecimalNumber, RationalNumber, SymbolicExpression } from './values.js';

/** A session in a worker of its own. Throws LoadError and InvalidArgumentError. */
export async function createSession(options?: SessionOptions): Promise<Session> {
  const checked = checkOptions(options);
  const written = engineOptions(checked);
  const module = await compiledModule(checked.wasm);
  const seat = await WorkerSeat.make({ module, options: written, from: null });
  const keeper = new Keeper((from) => WorkerSeat.make({ module, options: written, from }), seat, { ...USUAL_SETTINGS, timeLimit: timeLimit(checked) });
  return new KeptSession(keeper, checked);
}
