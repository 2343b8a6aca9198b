// The call that draws the same things over another part of the plane: the text of a plot's own call, which reads back, with
// other ends. Only for calls whose ends are those of what is shown: graphs over x, and equations in x and y. Titles and
// labels are left out; they stay those of the figure.
import type { PlotData } from 'rumina';
import type { Range, View } from './view';

/** The arguments of `plot(…)` as they are written, or null for any other text. */
export function argumentsOf(call: string): string[] | null {
  const inside = /^plot\((.*)\)$/s.exec(call)?.[1];
  if (inside === undefined) return null;
  const found: string[] = [];
  let depth = 0;
  let quote = '';
  let current = '';
  for (let at = 0; at < inside.length; at += 1) {
    const c = inside[at]!;
    if (quote) {
      if (c === '\\') current += inside[at++];
      else if (c === quote) quote = '';
    } else if (c === '"') quote = c;
    else if ('([{'.includes(c)) depth += 1;
    else if (')]}'.includes(c)) depth -= 1;
    if (c === ',' && depth === 0 && !quote) {
      found.push(current.trim());
      current = '';
    } else current += inside[at] ?? '';
  }
  return depth === 0 && !quote ? [...found, current.trim()] : null;
}

const NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;
const OPTION = /^[a-z]+\s*=(?!=)/;

/**
 * `source` is the call as the program has it, for plots whose own text leaves something out; it is used when it is of the
 * same form.
 */
export function replotCall(data: PlotData, view: View, source: string | null = null): string | null {
  if (data.kind !== 'plane' || data.curves.length === 0) return null;
  const own = argumentsOf(data.call);
  if (!own || isCurve(own)) return null;
  const isWhole = !/…|<(?:lambda|function|native function)/.test(data.call);
  const written = isWhole ? own : source !== null ? argumentsOf(source) : null;
  return written && withEnds(written, view);
}

/** A curve's ends are those of its parameter. */
function isCurve([formula = '', ...others]: readonly string[]): boolean {
  return /^\[?\s*vec\[/.test(formula) || others.some((text) => /^(?:polar|joined)\s*=/.test(text));
}

function withEnds(written: readonly string[], view: View): string | null {
  const places = written.filter((text) => !OPTION.test(text));
  const [formula, x, , , y] = places;
  if (!formula || !x || !NAME.test(x) || isCurve(written)) return null;
  const [xs, ys] = [ends(view.x), ends(view.y)];
  if (places.length === 4) return `plot(${formula}, ${x}, ${xs.join(', ')}, yrange = (${ys[0]})..(${ys[1]}))`;
  if (places.length === 7 && y && NAME.test(y)) return `plot(${formula}, ${x}, ${xs.join(', ')}, ${y}, ${ys.join(', ')})`;
  return null;
}

/** Doubles as decimals of the language. */
function ends({ low, high }: Range): readonly [string, string] {
  return [String(low), String(high)];
}
