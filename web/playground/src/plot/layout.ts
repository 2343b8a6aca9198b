// Where the plane is on the surface of a figure, what part of it is seen, and its ticks.
import type { PlotData } from 'rumina';
import { everyNth, marks, partOf, tickMark, withEqualScales, type Mark, type View } from './view';

/** CSS pixels around the plane; the left and the right side grow with the texts of the ticks. */
export const MARGIN = { left: 52, right: 14, top: 12, bottom: 30 };
/** CSS pixels between the plane and the text of a tick. */
export const GAP = 7;

/** A line of the grid, with its text where there is room for it. */
export interface Tick {
  readonly at: number;
  readonly text: string | null;
}

export interface Layout {
  readonly view: View;
  readonly x: readonly Tick[];
  readonly y: readonly Tick[];
  /** Margins in CSS pixels. */
  readonly left: number;
  readonly right: number;
}

/** `isHome`: the view is that of the whole figure, which has ticks of its own. `widthOf` a text and all sizes are in CSS pixels. */
export function arrange(
  data: Pick<PlotData, 'x' | 'y' | 'equalScales'>,
  { view, isHome }: { readonly view: View; readonly isHome: boolean },
  width: number,
  height: number,
  widthOf: (text: string) => number,
): Layout {
  const widest = (ticks: readonly Mark[]) => Math.max(0, ...ticks.map(({ text }) => widthOf(text)));
  const tall = Math.max(1, height - MARGIN.top - MARGIN.bottom);
  const within = (left: number, right: number) => {
    const wide = Math.max(1, width - left - right);
    const seen = data.equalScales ? withEqualScales(view, wide, tall) : view;
    const ticks = (axis: 'x' | 'y', most: number) =>
      (isHome ? data[axis].ticks.map(tickMark) : marks(seen[axis], Math.max(2, most))).filter(({ at }) => Math.abs(partOf(seen[axis], at) - 0.5) <= 0.5 + 1e-9);
    return { view: seen, wide, x: ticks('x', wide / 90), y: ticks('y', tall / 50) };
  };
  // The texts decide how much room they leave, and the room which ticks there are: those of a plane without long texts decide.
  const rough = within(MARGIN.left, MARGIN.right);
  const left = Math.max(MARGIN.left, Math.ceil(widest(rough.y)) + GAP + 2);
  const right = Math.max(MARGIN.right, Math.ceil(widest(rough.x) / 2) + 2);
  const { view: seen, wide, x, y } = within(left, right);
  const hasRoom = everyNth(x.map(({ at, text }) => ({ at: partOf(seen.x, at) * wide, width: widthOf(text) })));
  return { view: seen, x: x.map(({ at, text }, index) => ({ at, text: hasRoom(index) ? text : null })), y, left, right };
}
