// A figure in the plane, with a view that is moved by pointer, wheel, fingers and keys. Curves are drawn as the core computed
// them; where it can compute them again, they are sampled anew for the part that is shown.
import type { PlotCurve, PlotData } from 'rumina';
import { announce, element, iconButton } from '../views/dom';
import { Chart } from './chart';
import { describe } from './describe';
import { coordinateText, isShowable, pan, partOf, size, zoom, type Place, type View } from './view';

export type Resample = (view: View) => Promise<PlotData | null>;

/** Milliseconds without movement after which curves are sampled anew. */
const SETTLED = 220;

export class PlanePlot {
  readonly dom: HTMLElement;
  private readonly readout = element('div', { class: 'plot-readout', 'aria-hidden': 'true' });
  private readonly surface: HTMLElement;
  private readonly home: View;
  private view: View;
  private curves: readonly PlotCurve[];
  private readonly hidden = new Set<number>();
  private readonly pointers = new Map<number, Place>();
  private hover: Place | null = null;
  /** From the moment at which the figure has a size. */
  private chart: Chart | null = null;
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** How often curves were asked for. */
  private asked = 0;
  private isSampling = false;
  private isGone = false;
  private readonly observer: ResizeObserver;
  private readonly unwatch: () => void;

  constructor(
    private readonly data: PlotData,
    private readonly resample: Resample,
    watchTheme: (listener: () => void) => () => void,
  ) {
    this.curves = data.curves;
    this.home = this.view = { x: data.x, y: data.y };
    const name = describe(data);
    this.surface = element(
      'div',
      {
        class: 'plot-surface',
        tabindex: 0,
        role: 'application',
        'aria-roledescription': 'plot',
        'aria-label': `${name}. Arrow keys move, plus and minus zoom, 0 shows all again.`,
      },
      this.readout,
    );
    const tools = element(
      'div',
      { class: 'plot-tools', role: 'group', 'aria-label': 'View of the plot' },
      iconButton('plus', 'Zoom in', () => this.zoomBy(1 / 1.4)),
      iconButton('minus', 'Zoom out', () => this.zoomBy(1.4)),
      iconButton('home', 'Show all again', () => this.show(this.home, 'Showing all again')),
      iconButton('image', 'Save as a picture', () => this.save()),
    );
    const title = data.title ? element('figcaption', {}, data.title) : null;
    this.dom = element('figure', { class: 'plot plot-plane', 'data-call': data.call }, title, element('div', { class: 'plot-frame' }, this.surface, tools), this.legend());
    this.listen();
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.surface);
    this.unwatch = watchTheme(() => this.draw());
  }

  destroy(): void {
    this.observer.disconnect();
    this.unwatch();
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.isGone = true;
    this.chart?.destroy();
  }

  // ── moving ────────────────────────────────────────────────────────────────────────────────────────────────────

  private show(view: View, message?: string): void {
    if (!isShowable(view.x) || !isShowable(view.y)) return;
    this.view = view;
    this.draw();
    if (message) announce(message);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.sampleAgain(), SETTLED);
  }

  private zoomBy(factor: number, place = { x: 0.5, y: 0.5 }): void {
    this.show({ x: zoom(this.view.x, factor, place.x), y: zoom(this.view.y, factor, place.y) });
  }

  private panBy(right: number, up: number): void {
    this.show({ x: pan(this.view.x, right), y: pan(this.view.y, up) });
  }

  /** One question at a time: while it waits for its turn the view may move on, and then the curves of the newest are asked for. */
  private async sampleAgain(): Promise<void> {
    this.asked += 1;
    if (this.view === this.home) {
      this.curves = this.data.curves;
      this.draw();
    } else if (!this.isSampling) {
      this.isSampling = true;
      await this.sampleNewest();
      this.isSampling = false;
    }
  }

  private async sampleNewest(): Promise<void> {
    for (let asked = 0; asked !== this.asked; ) {
      asked = this.asked;
      this.paint(); // what the chart shows is asked for, and its next frame may be long in coming
      const found = this.view === this.home ? this.data : await this.resample(this.chart?.view ?? this.view);
      if (this.isGone) return;
      if (asked !== this.asked || found?.curves.length !== this.data.curves.length) continue;
      this.curves = found.curves;
      this.draw();
    }
  }

  private listen(): void {
    const { surface } = this;
    surface.addEventListener('keydown', (event) => this.onKey(event));
    // Without the key the wheel scrolls the page, until the plot was chosen.
    surface.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && document.activeElement !== surface) return;
        event.preventDefault();
        this.zoomBy(Math.exp(event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)), this.partOfView(this.placeOf(event)));
      },
      { passive: false },
    );
    surface.addEventListener('dblclick', () => this.show(this.home));
    surface.addEventListener('pointerdown', (event) => {
      surface.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, this.placeOf(event));
      surface.classList.add('dragging');
    });
    surface.addEventListener('pointermove', (event) => this.onMove(event));
    for (const type of ['pointerup', 'pointercancel'] as const) {
      surface.addEventListener(type, (event) => {
        this.pointers.delete(event.pointerId);
        if (this.pointers.size === 0) surface.classList.remove('dragging');
      });
    }
    surface.addEventListener('pointerleave', () => this.hoverAt(null));
    surface.addEventListener('blur', () => this.hoverAt(null));
  }

  private onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? 0.02 : 0.1;
    const actions: Record<string, () => void> = {
      ArrowLeft: () => this.panBy(-step, 0),
      ArrowRight: () => this.panBy(step, 0),
      ArrowUp: () => this.panBy(0, step),
      ArrowDown: () => this.panBy(0, -step),
      '+': () => this.zoomBy(1 / 1.25),
      '=': () => this.zoomBy(1 / 1.25),
      '-': () => this.zoomBy(1.25),
      '0': () => this.show(this.home, 'Showing all again'),
      Home: () => this.show(this.home, 'Showing all again'),
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  private onMove(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    const now = this.placeOf(event);
    if (!before) return this.hoverAt(now);
    const { chart } = this;
    if (!chart) return;
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    if (other) {
      const distance = (p: Place) => Math.hypot(p.x - other.x, p.y - other.y);
      const factor = distance(before) / Math.max(1, distance(now));
      this.zoomBy(factor, this.partOfView({ x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 }));
      return;
    }
    const right = (before.x - now.x) / chart.plane.width;
    const up = (now.y - before.y) / chart.plane.height;
    // Parts of what is shown, which is more than the view where both axes have the same scale.
    this.panBy((right * size(chart.view.x)) / size(this.view.x), (up * size(chart.view.y)) / size(this.view.y));
  }

  /** CSS pixels from the corner of the surface. */
  private placeOf(event: MouseEvent): Place {
    const box = this.surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** Where in the view a place on the surface is: 0 to 1 from the left and from below. */
  private partOfView(place: Place): Place {
    const point = this.chart?.coordinatesAt(place);
    return point ? { x: partOf(this.view.x, point.x), y: partOf(this.view.y, point.y) } : { x: 0.5, y: 0.5 };
  }

  // ── legend and picture ────────────────────────────────────────────────────────────────────────────────────────

  private legend(): HTMLElement | null {
    if (this.data.curves.length < 2) return null;
    const entries = this.data.curves.map((curve, index) => {
      const button = element(
        'button',
        { type: 'button', class: `legend-entry curve-${index % 8}`, 'aria-pressed': 'true' },
        element('span', { class: curve.style === 'dots' ? 'swatch dot' : 'swatch', 'aria-hidden': 'true' }),
        curve.label || `curve ${index + 1}`,
      );
      button.addEventListener('click', () => {
        const isHidden = !this.hidden.delete(index) && Boolean(this.hidden.add(index));
        button.setAttribute('aria-pressed', String(!isHidden));
        this.draw();
      });
      return button;
    });
    return element('div', { class: 'legend', role: 'group', 'aria-label': 'Curves' }, ...entries);
  }

  private save(): void {
    this.chart?.toBlob((blob) => {
      if (!blob) return;
      const url = URL.createObjectURL(blob);
      element('a', { href: url, download: 'plot.png' }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    });
  }

  private hoverAt(place: Place | null): void {
    this.hover = place;
    this.chart?.pointAt(place);
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────────────────────

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    const { width, height } = this.surface.getBoundingClientRect();
    if (width < 100 || height < 60) return;
    const scene = { view: this.view, isHome: this.view === this.home, curves: this.curves, isHidden: (curve: number) => this.hidden.has(curve) };
    if (this.chart) this.chart.show(scene, width, height);
    else this.chart = new Chart(this.surface, this.data, scene, width, height, (point) => this.read(point));
    this.chart.pointAt(this.pointers.size > 0 ? null : this.hover);
  }

  /** Tells the coordinates under the pointer. */
  private read(point: Place | null): void {
    const { chart } = this;
    if (!point || !chart) return this.readout.replaceChildren();
    const digits = (axis: 'x' | 'y', pixels: number) => coordinateText(point[axis], size(chart.view[axis]) / pixels);
    this.readout.textContent = `${digits('x', chart.plane.width)}, ${digits('y', chart.plane.height)}`;
  }
}
