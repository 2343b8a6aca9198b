// Options of a session as the engine reads them (include/rumina.h). What is wrong with them is found here.
import { InvalidArgumentError } from './errors.js';
import type { Capabilities, Limits, SessionOptions } from './types.js';

const LIMITS: Readonly<Record<keyof Limits, { readonly least?: number; readonly most: number; readonly canBeLifted: boolean }>> = {
  time: { most: 1e9, canBeLifted: true },
  memory: { least: 1 << 20, most: 2 ** 32, canBeLifted: true }, // the language itself takes a tenth of that
  steps: { most: Number.MAX_SAFE_INTEGER, canBeLifted: true },
  output: { most: 2 ** 30, canBeLifted: true },
  depth: { most: 1e6, canBeLifted: false },
  digits: { most: 1e9, canBeLifted: false },
  terms: { most: Number.MAX_SAFE_INTEGER, canBeLifted: false },
};

const OPTIONS: ReadonlySet<string> = new Set<keyof SessionOptions>(['limits', 'capabilities', 'onPrint', 'onProgress', 'wasm']);

export const USUAL_TIME = 10;

function refuse(name: string, why: string): never {
  throw new InvalidArgumentError(`the option ${name} ${why}`);
}

function members(value: unknown, name: string): [string, unknown][] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) refuse(name, 'must be an object');
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

function limits(given: Limits | undefined): Record<string, number | null> {
  const written: Record<string, number | null> = Object.create(null);
  for (const [name, value] of members(given, 'limits')) {
    const limit = Object.hasOwn(LIMITS, name) ? LIMITS[name as keyof Limits] : undefined;
    if (limit === undefined) refuse(`limits.${name}`, `is none; there are ${Object.keys(LIMITS).join(', ')}`);
    const isLifted = value === null && limit.canBeLifted;
    const isFine = typeof value === 'number' && value > 0 && value >= (limit.least ?? 0) && value <= limit.most && (name === 'time' || Number.isInteger(value));
    if (!isLifted && !isFine) refuse(`limits.${name}`, `is out of range: ${limit.least ?? 'above 0'} to ${limit.most}`);
    written[name] = name === 'time' && typeof value === 'number' ? Math.max(value, 0.001) : (value as number | null);
  }
  return written;
}

function capabilities(given: Capabilities | undefined): Record<string, unknown> {
  const written: Record<string, unknown> = Object.create(null);
  for (const [name, value] of members(given, 'capabilities')) {
    if (name === 'clock' || name === 'entropy') {
      if (typeof value !== 'boolean') refuse(`capabilities.${name}`, 'must be true or false');
      written[name] = value;
    } else if (name === 'input') {
      if (!Array.isArray(value) || value.some((line) => typeof line !== 'string')) refuse('capabilities.input', 'must be an array of strings');
      written[name] = value;
    } else if (name === 'sources') {
      const texts: Record<string, string> = Object.create(null);
      for (const [file, source] of members(value, 'capabilities.sources')) {
        if (typeof source !== 'string') refuse('capabilities.sources', 'must hold strings');
        texts[file] = source;
      }
      written[name] = texts;
    } else {
      refuse(`capabilities.${name}`, 'is none; there are clock, entropy, input and sources');
    }
  }
  return written;
}

/** JSON for the engine. With the seed a session that is made again from it is the same one. Throws InvalidArgumentError. */
export function engineOptions(options: SessionOptions): string {
  const seed = options.capabilities?.entropy === false ? 0 : Math.floor(Math.random() * 2 ** 53);
  return JSON.stringify({ seed, hexadecimal: true, brief: true, limits: limits(options.limits), capabilities: capabilities(options.capabilities) });
}

/** Functions are checked here: a wrong one would be found only when a program prints. */
export function checkOptions(options: unknown): SessionOptions {
  if (options === undefined) return {};
  if (typeof options !== 'object' || options === null) throw new InvalidArgumentError('the options must be an object');
  // A misspelt `limits` must not leave a program without the limits that were meant.
  for (const [name] of members(options, '')) if (!OPTIONS.has(name)) refuse(name, `is none; there are ${[...OPTIONS].join(', ')}`);
  for (const name of ['onPrint', 'onProgress'] as const) {
    const value: unknown = Reflect.get(options, name);
    if (value !== undefined && typeof value !== 'function') refuse(name, 'must be a function');
  }
  return options as SessionOptions;
}

export function timeLimit(options: SessionOptions): number | null {
  return options.limits?.time === undefined ? USUAL_TIME : options.limits.time;
}
