// Attempts to get out of the language, or to break what is around it. Each is a test of its own: it must fail safely, leave
// everything outside of its session as it was, and the session must answer afterwards.
import { createSession } from 'rumina';
import type { Session, SessionOptions } from 'rumina';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const own = (object: object): string => JSON.stringify(Reflect.ownKeys(object).map(String).sort());
const PROTOTYPES = [Object, Array, Function, Promise, Map, Set, String, Number, BigInt, RegExp, Error, Symbol].map(({ prototype }) => prototype as object);

/** What an escape would have changed. */
const surroundings = (): string => [...PROTOTYPES, globalThis, process.env].map(own).join();

/** Names that mean something to JavaScript. */
export const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', 'then', '__defineGetter__', 'toJSON'];

export interface Place {
  readonly session: Session;
  /** Everything that was printed in this attempt. */
  readonly printed: string[];
  /** Text of the value, or kind and id of the error. */
  text(code: string): Promise<string>;
}

export type Attempt = readonly [title: string, attempt: (place: Place) => Promise<unknown>];

export async function textIn(session: Session, code: string): Promise<string> {
  const { error, text } = await session.run(code);
  return error === null ? text : `${error.kind} ${error.id}`;
}

export async function answers(session: Session): Promise<void> {
  expect((await session.run('1/3 + 1/6')).text).toBe('1/2');
}

/** All of them in one session, one after the other. */
export function attempts(title: string, list: readonly Attempt[], options: SessionOptions = {}): void {
  describe(title, () => {
    const printed: string[] = [];
    let session: Session;
    let before: string;
    beforeAll(async () => {
      session = await createSession({ limits: { time: 20 }, ...options, onPrint: (piece) => printed.push(piece) });
    });
    beforeEach(() => {
      before = surroundings();
      printed.length = 0;
    });
    afterEach(async () => {
      expect(surroundings()).toBe(before);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
      await session.run('a = null; b = null; e = null; f = null; n = null; s = null; t = null');
      await answers(session);
    });
    afterAll(() => session.dispose());
    it.each(list.map(([name, attempt]) => ({ name, attempt })))('$name', { timeout: 120_000 }, async ({ attempt }) => {
      await attempt({ session, printed, text: (code) => textIn(session, code) });
    });
  });
}
