// The call that draws the same things over another part of the plane: the text of a plot's own call, which reads back, with
// other ends. Only for calls whose ends are those of what is shown: graphs over x, and equations in x and y. Titles and
// labels are left out; they stay those of the figure.
import type { PlotData } from 'rumina';
import type { View } from './view';

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

export function replotCall(data: PlotData, view: View): string | null {
  if (data.kind !== 'plane' || data.curves.length === 0) return null;
  const all = argumentsOf(data.call);
  if (!all || /<(?:lambda|function|native function)/.test(data.call)) return null;
  const places = all.filter((text) => !OPTION.test(text));
  const [formula, x, , , y] = places;
  if (!formula || !x || !NAME.test(x) || all.some((text) => /^(?:polar|joined)\s*=/.test(text))) return null;
  if (/^\[?\s*vec\[/.test(formula)) return null;
  const xs = `${exact(view.x.low)}, ${exact(view.x.high)}`;
  const ys = `${exact(view.y.low)}, ${exact(view.y.high)}`;
  if (places.length === 4) return `plot(${formula}, ${x}, ${xs}, yrange = (${exact(view.y.low)})..(${exact(view.y.high)}))`;
  if (places.length === 7 && y && NAME.test(y)) return `plot(${formula}, ${x}, ${xs}, ${y}, ${ys})`;
  return null;
}

/** A double as a decimal of the language. */
function exact(value: number): string {
  return String(value);
}
