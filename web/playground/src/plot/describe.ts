// What a figure is, in words.
import type { PlotData } from 'rumina';
import { coordinateText } from './view';

/** A sentence for those who do not see the picture. */
export function describe(data: PlotData): string {
  const range = (axis: PlotData['x']) => `${coordinateText(axis.low, (axis.high - axis.low) / 100)} to ${coordinateText(axis.high, (axis.high - axis.low) / 100)}`;
  const what = data.title || data.call;
  const names = data.curves.map((curve) => curve.label).filter(Boolean);
  const curves = names.length > 1 ? `, curves ${names.slice(0, 8).join(', ')}` : '';
  return `${data.kind === 'space' ? 'Plot in space' : 'Plot'} of ${what.slice(0, 200)}${curves}, x from ${range(data.x)}, y from ${range(data.y)}`;
}

