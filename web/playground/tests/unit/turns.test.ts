import { describe, expect, it } from 'vitest';
import { Turns } from '../../src/model/turns';

describe('runs of one text', () => {
  it('follow each other', () => {
    const turns = new Turns();
    for (let k = 0; k < 2; k += 1) {
      const turn = turns.begin('1 + 1');
      expect([turns.isRunning, turn?.isLast()]).toEqual([true, true]);
      expect([turn?.end(), turns.isRunning]).toEqual([true, false]);
    }
  });

  it('of the same text are not asked for twice', () => {
    const turns = new Turns();
    const turn = turns.begin('1 + 1')!;
    expect(turns.begin('1 + 1')).toBe(null);
    expect(turn.end()).toBe(true);
  });

  it('of a changed text overtake the one under way', () => {
    const turns = new Turns();
    const old = turns.begin('while true {}')!;
    const other = turns.begin('1')!;
    const back = turns.begin('while true {}')!;
    expect([old, other, back].map((turn) => turn.isLast())).toEqual([false, false, true]);
    expect([old.end(), other.end()]).toEqual([false, false]);
    expect(turns.isRunning).toBe(true);
    expect([back.end(), turns.isRunning]).toEqual([true, false]);
  });
});
