import { describe, expect, it } from 'vitest';
import type { PlotData } from 'rumina';
import { arrange, GAP, MARGIN } from '../../src/plot/layout';
import { argumentsOf, replotCall } from '../../src/plot/replot';
import { coordinateText, everyNth, isShowable, marks, pan, size, withEqualScales, zoom } from '../../src/plot/view';

const axis = { low: 0, high: 1, label: '', ticks: [] };
const figure = (call: string, over: Partial<PlotData> = {}): PlotData => ({
  kind: 'plane',
  call,
  title: '',
  x: axis,
  y: axis,
  equalScales: false,
  curves: [{ label: '', style: 'line', segments: [] }],
  bars: [],
  surfaces: [],
  spaceCurves: [],
  ...over,
});
const view = { x: { low: -1.5, high: 2 }, y: { low: 0, high: 1e-7 } };

describe('drawing a plot again', () => {
  it('takes the arguments apart at their own commas', () => {
    expect(argumentsOf('plot([f(a, b), "x, y"], x, -1, 1)')).toEqual(['[f(a, b), "x, y"]', 'x', '-1', '1']);
    expect(argumentsOf('plot("a \\" , b", x)')).toEqual(['"a \\" , b"', 'x']);
    expect(argumentsOf('histogram([1, 2])')).toBeNull();
  });

  it('changes the ends of graphs and of equations', () => {
    expect(replotCall(figure('plot(sin(x)/x, x, -20, 20)'), view)).toBe('plot(sin(x)/x, x, -1.5, 2, yrange = (0)..(1e-7))');
    expect(replotCall(figure('plot(x^2 + y^2 == 1, x, -2, 2, y, -2, 2)'), view)).toBe('plot(x^2 + y^2 == 1, x, -1.5, 2, y, 0, 1e-7)');
    expect(replotCall(figure('plot([x, x^2], x, 0, 1, title = "A, B", labels = [a, b])'), view)).toBe('plot([x, x^2], x, -1.5, 2, yrange = (0)..(1e-7))');
  });

  it('takes the call from the program where its own text leaves something out', () => {
    const source = 'plot(polynomial(9), x, -1, 1, yrange = -3..3)';
    expect(replotCall(figure('plot(x + x^2 …, x, -1, 1)'), view)).toBeNull();
    expect(replotCall(figure('plot(x + x^2 …, x, -1, 1)'), view, source)).toBe('plot(polynomial(9), x, -1.5, 2, yrange = (0)..(1e-7))');
    expect(replotCall(figure('plot(vec[x, …], x, -1, 1)'), view, 'plot(curve, x, -1, 1)')).toBeNull();
  });

  it('leaves everything else as it was drawn', () => {
    const calls = ['plot(<lambda (t)>, 0, 1)', 'plot(vec[cos(t), sin(t)], t, 0, 6)', 'plot(1 + cos(t), t, 0, 6, polar = true)', 'plot([[1, 2], [3, 4]])', 'plot(x^2)', 'plot("sin(t)", "t", 0, 1)'];
    for (const call of calls) expect(replotCall(figure(call), view), call).toBeNull();
    expect(replotCall(figure('plot3d(x*y, x, -1, 1, y, -1, 1)', { kind: 'space' }), view)).toBeNull();
  });
});

describe('the view of a plot', () => {
  it('moves and zooms around a place', () => {
    expect(pan({ low: 0, high: 10 }, 0.1)).toEqual({ low: 1, high: 11 });
    expect(zoom({ low: 0, high: 10 }, 0.5)).toEqual({ low: 2.5, high: 7.5 });
    expect(zoom({ low: 0, high: 10 }, 0.5, 0)).toEqual({ low: 0, high: 5 });
  });

  it('ends where doubles end', () => {
    expect(isShowable({ low: 0, high: 1 })).toBe(true);
    expect(isShowable({ low: 1, high: 1 + 1e-14 })).toBe(false);
    expect(isShowable({ low: -1e308, high: 1e308 })).toBe(false);
  });

  it('gives both axes the same scale without cutting anything off', () => {
    const square = withEqualScales({ x: { low: 0, high: 1 }, y: { low: 0, high: 2 } }, 400, 200);
    expect(size(square.x) / 400).toBeCloseTo(size(square.y) / 200, 12);
    expect(square.y).toEqual({ low: 0, high: 2 });
    expect(square.x.low).toBeLessThanOrEqual(0);
  });

  it('marks round numbers', () => {
    expect(marks({ low: -1, high: 1 }, 4).map((mark) => mark.text)).toEqual(['−1', '−0.5', '0', '0.5', '1']);
    expect(marks({ low: 0, high: 0.3 }, 4).map((mark) => mark.text)).toEqual(['0', '0.1', '0.2', '0.3']);
    expect(marks({ low: 0, high: 4e6 }, 4).map((mark) => mark.text)).toEqual(['0', '1·10⁶', '2·10⁶', '3·10⁶', '4·10⁶']);
    expect(marks({ low: 0.7, high: 0.7000004 }, 4).every((mark) => /^0\.7(?:0000*[1-9]+)?$/.test(mark.text))).toBe(true);
    for (const { at, text } of marks({ low: -0.001, high: 0.0013 }, 6)) expect(Number(text.replace('−', '-'))).toBeCloseTo(at, 12);
  });

  it('says coordinates to the accuracy of a pixel', () => {
    expect(coordinateText(1 / 3, 0.01)).toBe('0.33');
    expect(coordinateText(-2.5, 0.5)).toBe('−2.5');
    expect(coordinateText(-5e-32, 1e-33)).toBe('−5.0000e−32');
    expect(coordinateText(123456.7, 100)).toBe('123457');
  });
});

describe('the texts of ticks', () => {
  const row = (count: number, step: number, width: number) => Array.from({ length: count }, (_, k) => ({ at: k * step, width }));
  const shown = (ticks: ReturnType<typeof row>) => ticks.map((_, k) => k).filter(everyNth(ticks));

  it('are all there where they have room', () => {
    expect(shown(row(5, 60, 20))).toEqual([0, 1, 2, 3, 4]);
    expect(shown(row(1, 0, 20))).toEqual([0]);
    expect(shown([])).toEqual([]);
  });

  it('are left out evenly where they have none, and the middle stays', () => {
    expect(shown(row(13, 22, 20))).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(shown(row(13, 12, 24))).toEqual([0, 3, 6, 9, 12]);
    expect(shown(row(7, 22, 20))).toContain(3);
  });
});

describe('the layout of a figure', () => {
  const ticks = (texts: readonly string[]) => ({ low: 0, high: texts.length - 1, label: '', ticks: texts.map((text, at) => [at, text] as const) });
  const data = (x: readonly string[], y: readonly string[], equalScales = false) => ({ x: ticks(x), y: ticks(y), equalScales });
  const home = (of: ReturnType<typeof data>) => ({ view: { x: of.x, y: of.y }, isHome: true });
  const widthOf = (text: string) => 7 * text.length;
  const short = ['0', '1', '2', '3'];

  it('has its usual margins around short texts', () => {
    const figure = data(short, short);
    expect(arrange(figure, home(figure), 500, 300, widthOf)).toEqual({
      view: { x: figure.x, y: figure.y },
      x: short.map((text, at) => ({ at, text })),
      y: short.map((text, at) => ({ at, text })),
      left: MARGIN.left,
      right: MARGIN.right,
    });
  });

  it('leaves room for long texts', () => {
    const figure = data(['0', '1', '2', '1000000'], ['0', '1234567.5']);
    const { left, right } = arrange(figure, home(figure), 500, 300, widthOf);
    expect(left).toBe(9 * 7 + GAP + 2);
    expect(right).toBe(Math.ceil((7 * 7) / 2) + 2);
  });

  it('drops texts below without room, and keeps their lines', () => {
    const figure = data(Array.from({ length: 20 }, (_, k) => `tick ${k}`), short);
    const { x } = arrange(figure, home(figure), 400, 300, widthOf);
    expect(x.length).toBe(20);
    expect(x.filter(({ text }) => text !== null).length).toBeLessThan(8);
  });

  it('keeps units as long on one axis as on the other within what the texts leave', () => {
    const figure = data(short, [...short, '1234567.5'], true);
    const { view: seen, left, right } = arrange(figure, home(figure), 500, 300, widthOf);
    expect(left).toBeGreaterThan(MARGIN.left);
    expect(size(seen.x) / (500 - left - right)).toBeCloseTo(size(seen.y) / (300 - MARGIN.top - MARGIN.bottom), 12);
  });

  it('makes ticks of its own where a part is shown, however large or small', () => {
    for (const scale of [1e-200, 1, 1e200]) {
      const range = { low: 2 * scale, high: 3 * scale };
      const { x, y } = arrange(data(short, short), { view: { x: range, y: range }, isHome: false }, 500, 300, widthOf);
      for (const ticks of [x, y]) {
        expect(ticks.length).toBeGreaterThan(1);
        for (const { at } of ticks) expect(at >= range.low * (1 - 1e-9) && at <= range.high * (1 + 1e-9)).toBe(true);
      }
    }
  });
});
