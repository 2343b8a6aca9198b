// A figure in the plane on a canvas, with a view that is moved by pointer, wheel, fingers and keys. Curves are drawn as the
// core computed them; where it can compute them again, they are sampled anew for the part that is shown.
import type { PlotCurve, PlotData } from 'rumina';
import { announce, element, iconButton } from '../views/dom';
import { coordinateText, everyNth, isShowable, marks, pan, size, tickMark, withEqualScales, zoom, type Mark, type Range, type View } from './view';
import { readPalette, type Palette } from './palette';

export type Resample = (view: View) => Promise<PlotData | null>;

const MARGIN = { left: 52, right: 14, top: 12, bottom: 30 };
/** Milliseconds without movement after which curves are sampled anew. */
const SETTLED = 220;

export class PlanePlot {
  readonly dom: HTMLElement;
  private readonly canvas = element('canvas', { 'aria-hidden': 'true' });
  private readonly readout = element('div', { class: 'plot-readout', 'aria-hidden': 'true' });
  private readonly surface: HTMLElement;
  private readonly home: View;
  private view: View;
  private curves: readonly PlotCurve[];
  private readonly hidden = new Set<number>();
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private hover: { x: number; y: number } | null = null;
  private palette: Palette;
  private frame = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = 0;
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
      this.canvas,
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
    this.palette = readPalette(this.dom);
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
    this.asked += 1;
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

  private async sampleAgain(): Promise<void> {
    const asked = ++this.asked;
    if (this.view === this.home) {
      this.curves = this.data.curves;
    } else {
      const { width, height } = this.inner();
      const found = await this.resample(this.shown(width, height));
      if (asked !== this.asked || found?.curves.length !== this.data.curves.length) return;
      this.curves = found.curves;
    }
    this.draw();
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
        this.zoomBy(Math.exp(event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.002)), this.placeOf(event));
      },
      { passive: false },
    );
    surface.addEventListener('dblclick', () => this.show(this.home));
    surface.addEventListener('pointerdown', (event) => {
      surface.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
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
    if (!before) return this.hoverAt({ x: event.offsetX, y: event.offsetY });
    const now = { x: event.offsetX, y: event.offsetY };
    const { width, height } = this.inner();
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    this.pointers.set(event.pointerId, now);
    if (other) {
      const distance = (p: { x: number; y: number }) => Math.hypot(p.x - other.x, p.y - other.y);
      const factor = distance(before) / Math.max(1, distance(now));
      this.zoomBy(factor, this.placeOf({ offsetX: (now.x + other.x) / 2, offsetY: (now.y + other.y) / 2 }));
      return;
    }
    const shown = this.shown(width, height);
    const right = (-(now.x - before.x) / width) * size(shown.x);
    const up = ((now.y - before.y) / height) * size(shown.y);
    const shifted = (range: Range, by: number) => ({ low: range.low + by, high: range.high + by });
    this.show({ x: shifted(this.view.x, right), y: shifted(this.view.y, up) });
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
    this.canvas.toBlob((blob) => {
      if (!blob) return;
      const url = URL.createObjectURL(blob);
      element('a', { href: url, download: 'plot.png' }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    });
  }

  private hoverAt(place: { x: number; y: number } | null): void {
    this.hover = place;
    this.draw();
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────────────────────

  private inner(): { width: number; height: number } {
    const box = this.surface.getBoundingClientRect();
    return { width: Math.max(1, box.width - MARGIN.left - MARGIN.right), height: Math.max(1, box.height - MARGIN.top - MARGIN.bottom) };
  }

  private shown(width: number, height: number): View {
    return this.data.equalScales ? withEqualScales(this.view, width, height) : this.view;
  }

  /** Where in the view a place on the surface is: 0 to 1 from the left and from below. */
  private placeOf(event: { offsetX: number; offsetY: number }): { x: number; y: number } {
    const { width, height } = this.inner();
    return { x: (event.offsetX - MARGIN.left) / width, y: 1 - (event.offsetY - MARGIN.top) / height };
  }

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    const { width, height } = this.inner();
    const full = { width: width + MARGIN.left + MARGIN.right, height: height + MARGIN.top + MARGIN.bottom };
    if (width < 8 || height < 8) return;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    this.canvas.width = Math.round(full.width * ratio);
    this.canvas.height = Math.round(full.height * ratio);
    this.palette = readPalette(this.dom);
    const context = this.canvas.getContext('2d');
    if (!context) return;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = this.palette.background;
    context.fillRect(0, 0, full.width, full.height);
    const view = this.shown(width, height);
    const pixel: Pixel = {
      x: (x) => MARGIN.left + ((x - view.x.low) / size(view.x)) * width,
      y: (y) => MARGIN.top + (1 - (y - view.y.low) / size(view.y)) * height,
    };
    const isHome = this.view === this.home;
    const ticks = {
      x: isHome ? this.data.x.ticks.map(tickMark) : marks(view.x, Math.max(2, width / 90)),
      y: isHome ? this.data.y.ticks.map(tickMark) : marks(view.y, Math.max(2, height / 50)),
    };
    this.paintGrid(context, pixel, view, ticks, width, height);
    context.save();
    context.beginPath();
    context.rect(MARGIN.left, MARGIN.top, width, height);
    context.clip();
    for (const [from, to, bar] of this.data.bars) this.paintBar(context, pixel, from, to, bar);
    this.curves.forEach((curve, index) => {
      if (!this.hidden.has(index)) paintCurve(context, pixel, curve, this.palette.curves[index % this.palette.curves.length]!);
    });
    this.paintHover(context, pixel, view, width, height);
    context.restore();
    this.paintLabels(context, width, height);
  }

  private paintGrid(context: CanvasRenderingContext2D, pixel: Pixel, view: View, ticks: { x: Mark[]; y: Mark[] }, width: number, height: number): void {
    const { palette } = this;
    const line = (x1: number, y1: number, x2: number, y2: number) => {
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      context.stroke();
    };
    const sharp = (at: number) => Math.round(at) + 0.5;
    const right = MARGIN.left + width;
    const bottom = MARGIN.top + height;
    context.lineWidth = 1;
    context.font = palette.font;
    context.fillStyle = palette.label;
    const isInside = ({ low, high }: Range, at: number) => at >= low - 1e-9 * (high - low) && at <= high + 1e-9 * (high - low);
    context.textAlign = 'center';
    context.textBaseline = 'top';
    const shownTicks = ticks.x.filter((tick) => isInside(view.x, tick.at));
    const labelled = everyNth(shownTicks.map(({ at, text }) => ({ at: pixel.x(at), width: context.measureText(text).width })));
    for (const [index, { at, text }] of shownTicks.entries()) {
      context.strokeStyle = at === 0 ? palette.axis : palette.grid;
      const x = sharp(pixel.x(at));
      line(x, MARGIN.top, x, bottom);
      const half = context.measureText(text).width / 2;
      if (labelled(index)) context.fillText(text, Math.min(x, right + MARGIN.right - half - 2), bottom + 7);
    }
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (const { at, text } of ticks.y.filter((tick) => isInside(view.y, tick.at))) {
      context.strokeStyle = at === 0 ? palette.axis : palette.grid;
      const y = sharp(pixel.y(at));
      line(MARGIN.left, y, right, y);
      context.fillText(text, MARGIN.left - 7, y, MARGIN.left - 9);
    }
  }

  private paintBar(context: CanvasRenderingContext2D, pixel: Pixel, from: number, to: number, height: number): void {
    const [left, right, top, bottom] = [pixel.x(from), pixel.x(to), pixel.y(height), pixel.y(0)];
    const colour = this.palette.curves[0]!;
    context.fillStyle = colour;
    context.globalAlpha = 0.72;
    context.fillRect(left + 0.5, top, Math.max(1, right - left - 1), bottom - top);
    context.globalAlpha = 1;
  }

  /** The point of a curve nearest to the pointer, with its coordinates. */
  private paintHover(context: CanvasRenderingContext2D, pixel: Pixel, view: View, width: number, height: number): void {
    const place = this.hover;
    if (!place || this.pointers.size > 0) {
      this.readout.textContent = '';
      return;
    }
    const near = nearest(this.curves, this.hidden, pixel, place);
    const x = near ? near.point[0] : view.x.low + this.placeOf({ offsetX: place.x, offsetY: place.y }).x * size(view.x);
    const y = near ? near.point[1] : view.y.low + this.placeOf({ offsetX: place.x, offsetY: place.y }).y * size(view.y);
    if (near) {
      context.fillStyle = this.palette.curves[near.curve % this.palette.curves.length]!;
      context.strokeStyle = this.palette.background;
      context.lineWidth = 2;
      context.beginPath();
      context.arc(pixel.x(x), pixel.y(y), 5, 0, 2 * Math.PI);
      context.fill();
      context.stroke();
    }
    this.readout.textContent = `${coordinateText(x, size(view.x) / width)}, ${coordinateText(y, size(view.y) / height)}`;
  }

  private paintLabels(context: CanvasRenderingContext2D, width: number, height: number): void {
    context.fillStyle = this.palette.label;
    context.font = this.palette.font;
    context.textAlign = 'right';
    context.textBaseline = 'bottom';
    if (this.data.x.label) context.fillText(this.data.x.label, MARGIN.left + width - 4, MARGIN.top + height - 4);
    context.textAlign = 'left';
    context.textBaseline = 'top';
    if (this.data.y.label) context.fillText(this.data.y.label, MARGIN.left + 6, MARGIN.top + 4);
  }
}

interface Pixel {
  x(x: number): number;
  y(y: number): number;
}

/** Browsers draw nothing where a coordinate is far outside; points are held near the edge, where their line still leaves it. */
const clamp = (at: number) => Math.max(-1e5, Math.min(1e5, at));

function paintCurve(context: CanvasRenderingContext2D, pixel: Pixel, curve: PlotCurve, colour: string): void {
  context.strokeStyle = context.fillStyle = colour;
  context.lineWidth = 2.25;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const segment of curve.segments) {
    if (curve.style === 'dots' || segment.length === 1) {
      for (const [x, y] of segment) {
        context.beginPath();
        context.arc(clamp(pixel.x(x)), clamp(pixel.y(y)), 3.25, 0, 2 * Math.PI);
        context.fill();
      }
      continue;
    }
    context.beginPath();
    segment.forEach(([x, y], index) => {
      if (index === 0) context.moveTo(clamp(pixel.x(x)), clamp(pixel.y(y)));
      else context.lineTo(clamp(pixel.x(x)), clamp(pixel.y(y)));
    });
    context.stroke();
  }
}

/** Within 28 pixels of the pointer. */
function nearest(
  curves: readonly PlotCurve[],
  hidden: ReadonlySet<number>,
  pixel: Pixel,
  place: { x: number; y: number },
): { curve: number; point: readonly [number, number] } | null {
  let best: { curve: number; point: readonly [number, number] } | null = null;
  let distance = 28;
  curves.forEach((curve, index) => {
    if (hidden.has(index)) return;
    for (const segment of curve.segments) {
      for (const point of segment) {
        const away = Math.hypot(pixel.x(point[0]) - place.x, pixel.y(point[1]) - place.y);
        if (away < distance) [best, distance] = [{ curve: index, point }, away];
      }
    }
  });
  return best;
}

/** A sentence for those who do not see the picture. */
export function describe(data: PlotData): string {
  const range = (axis: PlotData['x']) => `${coordinateText(axis.low, (axis.high - axis.low) / 100)} to ${coordinateText(axis.high, (axis.high - axis.low) / 100)}`;
  const what = data.title || data.call;
  const names = data.curves.map((curve) => curve.label).filter(Boolean);
  const curves = names.length > 1 ? `, curves ${names.slice(0, 8).join(', ')}` : '';
  return `${data.kind === 'space' ? 'Plot in space' : 'Plot'} of ${what.slice(0, 200)}${curves}, x from ${range(data.x)}, y from ${range(data.y)}`;
}

