/**
 * What the package throws. Errors of programs are not thrown: they are part of a run's result.
 *
 *   RuminaError
 *   ├─ LoadError              the WebAssembly module could not be fetched, compiled or started
 *   ├─ InvalidArgumentError   an argument of the API is not what it must be
 *   │  └─ InvalidDataError    … is no data of the language
 *   ├─ RequestFailedError     the language refused what was asked for (a limit, a constant that cannot be set); says why
 *   ├─ SessionDisposedError   the session was disposed before the answer came
 *   └─ EngineError            the engine failed in a way that it should not; the session goes on from its last saved state
 */
import type { RuminaErrorData } from './types.js';

export class RuminaError extends Error {
  override readonly name: string = 'RuminaError';
}

export class LoadError extends RuminaError {
  override readonly name = 'LoadError';
}

export class InvalidArgumentError extends RuminaError {
  override readonly name: string = 'InvalidArgumentError';
}

export class InvalidDataError extends InvalidArgumentError {
  override readonly name = 'InvalidDataError';
}

export class RequestFailedError extends RuminaError {
  override readonly name = 'RequestFailedError';
  readonly error: RuminaErrorData;

  constructor(error: RuminaErrorData) {
    super(`${error.kind}: ${error.message}`);
    this.error = error;
  }
}

export class SessionDisposedError extends RuminaError {
  override readonly name = 'SessionDisposedError';

  constructor() {
    super('the session was disposed');
  }
}

export class EngineError extends RuminaError {
  override readonly name = 'EngineError';
}
