import { describe, expect, it } from 'vitest';
import { marksOf } from '../../src/editor/diagnostics';
import { isNumber } from '../../src/model/constants';
import { examples, parseExample } from '../../src/model/gallery';
import { lastCall } from '../../src/model/last_call';
import { progressText } from '../../src/model/progress';
import { failure } from '../double/session';

describe('the call whose steps are told', () => {
  it('is the last line, when that is a call', () => {
    expect(lastCall('x = 1\nintegrate(x*sin(x), x)  # by parts\n')).toBe('integrate(x*sin(x), x)');
    expect(lastCall('# only\ndiff(f, x); limit(f, x, 0)')).toBe('limit(f, x, 0)');
    expect(lastCall('f(x) + 1')).toBeNull();
    expect(lastCall('f(x) + g(x)')).toBeNull();
    expect(lastCall('y = f(x)')).toBeNull();
    expect(lastCall('')).toBeNull();
  });
});

describe('digits of an exact value', () => {
  const library = { functions: new Set(['sqrt', 'log']), constants: new Set(['EulerGamma']) };
  it('exist where no symbol is left', () => {
    for (const text of ['1/2', '√2', '2π', 'eπ', '1/2√3+log(2)', '3+4i', '2^(1/3)', 'EulerGamma']) expect(isNumber(text, library), text).toBe(true);
    for (const text of ['x', 'x^2 + 1', 'log(x)', 'C1*√2']) expect(isNumber(text, library), text).toBe(false);
  });
});

describe('mistakes in a cell', () => {
  it('are those of its own text, at its own offsets', () => {
    const code = 'a = 1\nfoo(2)\n';
    const before = 'bar = 3\n';
    const found = failure(before + code, 'foo');
    expect(marksOf([found], before.length, code.length)).toMatchObject([{ from: 6, to: 9 }]);
    expect(marksOf([failure(before + code, 'bar')], before.length, code.length)).toEqual([]);
    expect(marksOf([{ ...found, line: 0 }], 0, 10)).toEqual([]);
  });
});

describe('the gallery', () => {
  it('reads title, text and form from a file', () => {
    const example = parseExample('x/2_two_words/1_a_name.lm', '# %%\n# Title\n# About it,\n# in lines.\n1 + 1\n\n# %%\n2\n');
    expect(example).toMatchObject({ name: 'two_words/a_name', group: 'Two words', title: 'Title', about: 'About it, in lines.', mode: 'cells' });
  });

  it('has a title and a text for every example, and no name twice', () => {
    expect(examples.length).toBeGreaterThan(15);
    for (const example of examples) {
      expect(example.title, example.name).toMatch(/^\S.{2,40}$/);
      expect(example.about, example.name).toMatch(/^.{10,140}[.?!]$/);
    }
    expect(new Set(examples.map((example) => example.name)).size).toBe(examples.length);
  });
});

describe('the progress of a run', () => {
  it('is said in few words, or not at all', () => {
    expect(progressText(null)).toBe('');
    expect(progressText({ milliseconds: 1, steps: 0, memoryBytes: 5e6 })).toBe('');
    expect(progressText({ milliseconds: 900, steps: 12_345_678, memoryBytes: 34 * 2 ** 20 })).toBe('12.3M steps, 34 MB');
    expect(progressText({ milliseconds: 900, steps: 950, memoryBytes: 1000 })).toBe('950 steps');
  });
});
