// The colours of a figure, as the style sheet has them for the theme that is on.

export interface Palette {
  readonly background: string;
  readonly grid: string;
  readonly axis: string;
  readonly label: string;
  readonly font: string;
  readonly curves: readonly string[];
}

/** Colours of curves in the style sheet: --curve-0 … --curve-7. */
export const CURVES = 8;

export function readPalette(of: Element): Palette {
  const style = getComputedStyle(of.isConnected ? of : document.documentElement);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: value('--plot-background'),
    grid: value('--plot-grid'),
    axis: value('--plot-axis'),
    label: value('--plot-label'),
    font: `12px ${value('--font-text')}`,
    curves: Array.from({ length: CURVES }, (_, index) => value(`--curve-${index}`)),
  };
}
