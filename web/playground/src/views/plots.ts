// The figures of a run. What draws them is loaded with the first of its kind: uPlot in the plane, three.js in space.
import type { PlotData } from 'rumina';
import type { Resample } from '../plot/plane';
import { element } from './dom';
import { watchTheme } from './theme';

export interface Shown {
  readonly dom: HTMLElement;
  destroy(): void;
}

export function showPlot(data: PlotData, resample: Resample): Shown {
  return data.kind === 'plane'
    ? showLoaded(
        import('../plot/plane').then(({ PlanePlot }) => () => new PlanePlot(data, resample, watchTheme)),
        'Preparing the figure …',
        'What draws figures could not be loaded.',
      )
    : showLoaded(
        import('../plot/space').then(({ SpacePlot }) => () => new SpacePlot(data, watchTheme)),
        'Preparing the view in space …',
        'Plots in space need WebGL, which this browser does not offer or has switched off.',
      );
}

function showLoaded(loading: Promise<() => Shown>, waiting: string, failure: string): Shown {
  const dom = element('div', { class: 'plot-waiting', role: 'status' }, waiting);
  let plot: Shown | null = null;
  let gone = false;
  loading
    .then((make) => {
      if (gone) return;
      plot = make();
      dom.replaceChildren(plot.dom);
      dom.className = 'plot-holder';
      dom.removeAttribute('role');
    })
    .catch(() => {
      dom.textContent = failure;
    });
  return {
    dom,
    destroy() {
      gone = true;
      plot?.destroy();
    },
  };
}
