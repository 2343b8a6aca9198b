// What part of the plane is shown, and how it moves: pure arithmetic on ranges.

export interface Range {
  readonly low: number;
  readonly high: number;
}

export interface View {
  readonly x: Range;
  readonly y: Range;
}

/** Coordinates, or CSS pixels from a corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export const size = (range: Range): number => range.high - range.low;

/** Where a coordinate is in a range: 0 at the low end, 1 at the high end. */
export const partOf = (range: Range, at: number): number => (at - range.low) / size(range);

/** Shifts by a part of the width (0.1 is a tenth). */
export function pan(range: Range, part: number): Range {
  const by = size(range) * part;
  return { low: range.low + by, high: range.high + by };
}

/** Makes the range `factor` times as wide around a place in it (0 is the low end, 1 the high end). */
export function zoom(range: Range, factor: number, place = 0.5): Range {
  const fixed = range.low + size(range) * place;
  return { low: fixed + (range.low - fixed) * factor, high: fixed + (range.high - fixed) * factor };
}

/** Whether doubles still tell the points of a range apart, and none overflows. */
export function isShowable({ low, high }: Range): boolean {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return Number.isFinite(size({ low, high })) && high - low > largest * 1e-12 && high - low > 1e-300 && largest < 1e300;
}

/** The view around the same middle in which a unit is as long on both axes; nothing that was shown is cut off. */
export function withEqualScales(view: View, width: number, height: number): View {
  const perPixel = Math.max(size(view.x) / width, size(view.y) / height);
  return { x: around(view.x, perPixel * width), y: around(view.y, perPixel * height) };
}

function around(range: Range, width: number): Range {
  const middle = (range.low + range.high) / 2;
  return { low: middle - width / 2, high: middle + width / 2 };
}

export interface Mark {
  readonly at: number;
  readonly text: string;
}

/** A tick of the core, with the sign that `marks` has. */
export const tickMark = ([at, text]: readonly [number, string]): Mark => ({ at, text: minus(text) });

/** Least gap between the texts of two ticks, in pixels. */
const GAP = 8;

/** Which ticks of a row of equal steps have room for their texts: every first, second, third …, zero among them if it can be. */
export function everyNth(ticks: readonly { readonly at: number; readonly width: number }[]): (index: number) => boolean {
  const step = ticks.length > 1 ? (ticks.at(-1)!.at - ticks[0]!.at) / (ticks.length - 1) : Infinity;
  const widest = Math.max(0, ...ticks.map(({ width }) => width));
  const every = Math.max(1, Math.ceil((widest + GAP) / step));
  // Counted from the middle, which is where zero stands when both sides are alike.
  const first = Math.floor((ticks.length - 1) / 2) % every;
  return (index) => index % every === first;
}

/** Multiples of 1, 2 or 5 times a power of ten inside a range, at most `most` of them. */
export function marks(range: Range, most: number): Mark[] {
  const rough = size(range) / Math.max(1, most);
  const power = Math.floor(Math.log10(rough));
  const lead = [1, 2, 5, 10].find((candidate) => candidate * 10 ** power >= rough) ?? 10;
  // 1, 2, 5 or 10 times a power of ten: with integers for step and exponent no tick is off by a rounding.
  const exponent = lead === 10 ? power + 1 : power;
  const step = lead === 10 ? 1 : lead;
  const scale = (count: number) => (exponent >= 0 ? count * step * 10 ** exponent : (count * step) / 10 ** -exponent);
  const first = Math.ceil(range.low / scale(1) - 1e-9);
  const last = Math.floor(range.high / scale(1) + 1e-9);
  const found: Mark[] = [];
  for (let count = first; count <= last && found.length < 100; count += 1) found.push({ at: scale(count), text: markText(scale(count), exponent) });
  return found;
}

function markText(value: number, exponent: number): string {
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || (exponent < -4 && magnitude < 1e-3)) {
    const [digits, power] = value.toExponential(Math.max(0, Math.floor(Math.log10(magnitude) + 1e-9) - exponent)).split('e');
    return `${minus(digits!)}·10${superscript(power!.replace('+', ''))}`;
  }
  return minus(String(Number(value.toFixed(Math.max(0, -exponent)))));
}

const minus = (text: string) => text.replaceAll('-', '−');

function superscript(text: string): string {
  return [...text].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
}

/** A coordinate under the pointer, to the accuracy of a pixel. */
export function coordinateText(value: number, perPixel: number): string {
  const digits = Math.max(0, Math.min(12, -Math.floor(Math.log10(perPixel))));
  const magnitude = Math.abs(value);
  if (magnitude >= 1e7 || (magnitude > 0 && magnitude < 1e-5 && digits > 5)) return minus(value.toPrecision(5));
  return minus(String(Number(value.toFixed(digits))));
}
