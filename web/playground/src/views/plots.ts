// The figures of a run, each by what it needs: uPlot in the plane, three.js in space.
import type { PlotData } from 'rumina';
import { PlanePlot, type Resample } from '../plot/plane';
import { element } from './dom';
import { watchTheme } from './theme';

export interface Shown {
  readonly dom: HTMLElement;
  destroy(): void;
}

export function showPlot(data: PlotData, resample: Resample): Shown {
  return data.kind === 'plane' ? new PlanePlot(data, resample, watchTheme) : showSpace(data);
}

function showSpace(data: PlotData): Shown {
  const dom = element('div', { class: 'plot-waiting', role: 'status' }, 'Preparing the view in space …');
  let plot: Shown | null = null;
  let gone = false;
  import('../plot/space')
    .then(({ SpacePlot }) => {
      if (gone) return;
      plot = new SpacePlot(data, watchTheme);
      dom.replaceChildren(plot.dom);
      dom.className = 'plot-holder';
      dom.removeAttribute('role');
    })
    .catch(() => {
      dom.textContent = 'Plots in space need WebGL, which this browser does not offer or has switched off.';
    });
  return {
    dom,
    destroy() {
      gone = true;
      plot?.destroy();
    },
  };
}
