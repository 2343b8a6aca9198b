// A figure in the plane drawn by uPlot: the canvas, axes, grid, clipping and the mark under the pointer are its. The paths of
// curves are made here, since those of the core may be parametric or implicit and stop at poles.
//
// uPlot's scales are parts of the view from 0 to 1, not coordinates: its axes know steps from 1e-16 to 1e15 and limits of 17
// digits, and figures go further in both directions.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { PlotCurve, PlotData } from 'rumina';
import { arrange, GAP, MARGIN, type Layout } from './layout';
import { readPalette, type Palette } from './palette';
import { partOf, size, type Place, type View } from './view';

/** CSS pixels from the pointer within which a point of a curve is marked. */
const NEAR = 28;

/** What the figure shows now. */
export interface Scene {
  readonly view: View;
  /** Whether that is the whole figure, which has ticks of its own. */
  readonly isHome: boolean;
  readonly curves: readonly PlotCurve[];
  isHidden(curve: number): boolean;
}

/** A curve's points, one after the other. */
type Points = readonly (readonly [number, number])[];

export class Chart {
  private readonly plot: uPlot;
  private readonly measuring = document.createElement('canvas').getContext('2d')!;
  private palette: Palette;
  private layout: Layout;
  private points: readonly Points[] = [];
  /** By series, the distance in CSS pixels of the point nearest to the pointer; none where no point is near. */
  private readonly distances = new Map<number, number>();

  /** `host` is in the page and `width` by `height` CSS pixels; `onPoint` gets the point under the pointer, or null. */
  constructor(
    private readonly host: HTMLElement,
    private readonly data: PlotData,
    private scene: Scene,
    private width: number,
    private height: number,
    private readonly onPoint: (point: Place | null) => void,
  ) {
    this.palette = readPalette(host);
    this.layout = this.arranged();
    this.plot = new uPlot(this.options(), this.facets(), host);
  }

  /** The part of the plane that is shown, which has room around `scene.view` where units are equally long on both axes. */
  get view(): View {
    return this.layout.view;
  }

  /** The plane without its margins, in CSS pixels. */
  get plane(): { left: number; top: number; width: number; height: number } {
    const { left, right } = this.layout;
    return { left, top: MARGIN.top, width: this.width - left - right, height: this.height - MARGIN.top - MARGIN.bottom };
  }

  show(scene: Scene, width: number, height: number): void {
    this.palette = readPalette(this.host);
    this.scene = scene;
    const isResized = width !== this.width || height !== this.height;
    [this.width, this.height] = [width, height];
    this.layout = this.arranged();
    this.plot.batch(() => {
      if (isResized) this.plot.setSize({ width, height });
      this.data.curves.forEach((_, index) => {
        const series = this.seriesOf(index);
        if (this.plot.series[series]!.show === scene.isHidden(index)) this.plot.setSeries(series, { show: !scene.isHidden(index) });
      });
      this.plot.setData(this.facets(), false);
      this.plot.redraw(true, true);
    });
    // The mark is moved only when another point is the nearest; this one has gone elsewhere with the view.
    this.pointAt(null);
  }

  /** What is at a place in CSS pixels from the corner of the host. */
  coordinatesAt(place: Place): Place {
    const { left, top, width, height } = this.plane;
    const { x, y } = this.view;
    return { x: x.low + ((place.x - left) / width) * size(x), y: y.low + (1 - (place.y - top) / height) * size(y) };
  }

  /** Marks what is near a place in CSS pixels from the corner of the host; null when the pointer has gone. */
  pointAt(place: Place | null): void {
    const { left, top, width, height } = this.plane;
    const at = place && { left: place.x - left, top: place.y - top };
    const isInside = at && at.left >= 0 && at.left <= width && at.top >= 0 && at.top <= height;
    this.plot.setCursor(isInside ? at : { left: -10, top: -10 });
  }

  /** The picture as it is on the screen. */
  toBlob(then: (picture: Blob | null) => void): void {
    this.plot.ctx.canvas.toBlob(then);
  }

  destroy(): void {
    this.plot.destroy();
  }

  // ── what uPlot is told ────────────────────────────────────────────────────────────────────────────────────────

  /** uPlot's series 0 is that of its x values, which facets do not have; bars come before the curves. */
  private seriesOf(curve: number): number {
    return curve + 1 + Number(this.data.bars.length > 0);
  }

  private curveOf(series: number): number {
    return series - this.seriesOf(0);
  }

  /** A pair of lists for each series: where its points are, as parts of the view. */
  private facets(): uPlot.AlignedData {
    const { x, y } = this.view;
    this.points = this.scene.curves.map(({ segments }) => segments.flat());
    const lists = this.points.map((points) => [points.map(([at]) => partOf(x, at)), points.map(([, at]) => partOf(y, at))]);
    const bars = this.data.bars.length > 0 ? [[[0], [0]]] : [];
    // uPlot's types only have the form of values over one list of x.
    return [null, ...bars, ...lists] as unknown as uPlot.AlignedData;
  }

  private options(): uPlot.Options {
    const colourOf = (series: number) => this.palette.curves[Math.max(0, this.curveOf(series)) % this.palette.curves.length]!;
    const facets = [{ scale: 'x' }, { scale: 'y' }];
    const unit = { time: false, auto: false, range: [0, 1] as [number, number] };
    const axis = (name: 'x' | 'y'): uPlot.Axis => ({
      scale: name,
      side: name === 'x' ? 2 : 3,
      size: () => (name === 'x' ? MARGIN.bottom : this.layout.left),
      gap: GAP,
      font: this.palette.font,
      stroke: () => this.palette.label,
      ticks: { show: false },
      grid: { width: 1, stroke: () => this.palette.grid },
      incrs: [1],
      splits: () => this.layout[name].map(({ at }) => partOf(this.view[name], at)),
      values: () => this.layout[name].map(({ text }) => text),
    });
    return {
      mode: 2,
      width: this.width,
      height: this.height,
      padding: [MARGIN.top, () => this.layout.right, 0, 0],
      legend: { show: false },
      scales: { x: unit, y: unit },
      axes: [axis('x'), axis('y')],
      series: [
        {},
        ...(this.data.bars.length > 0 ? [{ facets, alpha: 0.72, width: 0, fill: () => this.palette.curves[0]!, paths: () => this.barPaths(), points: { show: false } }] : []),
        ...this.data.curves.map((_, curve) => ({
          facets,
          show: !this.scene.isHidden(curve),
          width: 2.25,
          cap: 'round' as const,
          stroke: (_: uPlot, series: number) => colourOf(series),
          fill: (_: uPlot, series: number) => colourOf(series),
          paths: (_: uPlot, series: number) => this.curvePaths(this.curveOf(series)),
          points: { show: false },
        })),
      ],
      focus: { alpha: 1 },
      cursor: {
        x: false,
        y: false,
        drag: { x: false, y: false, setScale: false },
        // The pointer is listened to by the figure, which moves the view by it.
        bind: { mousedown: ignored, mouseup: ignored, click: ignored, dblclick: ignored, mousemove: ignored, mouseleave: ignored, mouseenter: ignored },
        dataIdx: (plot, series) => this.nearest(plot, series),
        focus: { prox: NEAR, dist: (_, series) => this.distances.get(series) ?? Infinity },
        points: { one: true, size: 12, width: 2, fill: (_, series) => colourOf(series), stroke: () => this.palette.background },
      },
      hooks: {
        drawClear: [(plot) => this.paintGround(plot)],
        drawAxes: [(plot) => this.paintZeros(plot)],
        draw: [(plot) => this.paintNames(plot)],
        setCursor: [(plot) => this.onPoint(this.pointUnder(plot))],
      },
    };
  }

  private arranged(): Layout {
    this.measuring.font = this.palette.font;
    return arrange(this.data, this.scene, this.width, this.height, (text) => this.measuring.measureText(text).width);
  }

  // ── drawing ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** From coordinates to pixels of the canvas. */
  private pixel(): { x: (at: number) => number; y: (at: number) => number } {
    const { bbox } = this.plot;
    const { x, y } = this.view;
    // Browsers draw nothing where a place is far outside; there it is held, where a line to it still leaves the plane.
    const held = (at: number) => Math.max(-1e5, Math.min(1e5, at));
    return {
      x: (at) => held(bbox.left + partOf(x, at) * bbox.width),
      y: (at) => held(bbox.top + (1 - partOf(y, at)) * bbox.height),
    };
  }

  private curvePaths(index: number): uPlot.Series.Paths | null {
    const curve = this.scene.curves[index];
    if (!curve) return null;
    const pixel = this.pixel();
    const stroke = new Path2D();
    const fill = new Path2D();
    const radius = 3.25 * this.ratio();
    for (const segment of curve.segments) {
      if (curve.style === 'dots' || segment.length === 1) {
        for (const [x, y] of segment) {
          fill.moveTo(pixel.x(x) + radius, pixel.y(y));
          fill.arc(pixel.x(x), pixel.y(y), radius, 0, 2 * Math.PI);
        }
        continue;
      }
      segment.forEach(([x, y], place) => (place === 0 ? stroke.moveTo(pixel.x(x), pixel.y(y)) : stroke.lineTo(pixel.x(x), pixel.y(y))));
    }
    return { stroke, fill };
  }

  private barPaths(): uPlot.Series.Paths {
    const pixel = this.pixel();
    const fill = new Path2D();
    for (const [from, to, height] of this.data.bars) {
      const [left, right, top, bottom] = [pixel.x(from), pixel.x(to), pixel.y(height), pixel.y(0)];
      fill.rect(left + 0.5, top, Math.max(1, right - left - 1), bottom - top);
    }
    return { fill };
  }

  /** Pixels of the canvas in one of CSS. */
  private ratio(): number {
    return this.plot.ctx.canvas.width / this.width;
  }

  private paintGround({ ctx }: uPlot): void {
    ctx.fillStyle = this.palette.background;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
  }

  /** The lines of the grid through zero are the axes. */
  private paintZeros({ ctx, bbox }: uPlot): void {
    const pixel = this.pixel();
    const width = this.ratio();
    ctx.fillStyle = this.palette.axis;
    if (this.layout.x.some(({ at }) => at === 0)) ctx.fillRect(Math.round(pixel.x(0)), bbox.top, width, bbox.height);
    if (this.layout.y.some(({ at }) => at === 0)) ctx.fillRect(bbox.left, Math.round(pixel.y(0)), bbox.width, width);
  }

  private paintNames({ ctx, bbox }: uPlot): void {
    const ratio = this.ratio();
    ctx.save();
    ctx.fillStyle = this.palette.label;
    ctx.font = this.palette.font.replace(/^[\d.]+/, (pixels) => String(Number(pixels) * ratio));
    ctx.textAlign = 'right';
    ctx.textBaseline = 'bottom';
    if (this.data.x.label) ctx.fillText(this.data.x.label, bbox.left + bbox.width - 4 * ratio, bbox.top + bbox.height - 4 * ratio);
    ctx.textAlign = 'left';
    ctx.textBaseline = 'top';
    if (this.data.y.label) ctx.fillText(this.data.y.label, bbox.left + 6 * ratio, bbox.top + 4 * ratio);
    ctx.restore();
  }

  // ── under the pointer ─────────────────────────────────────────────────────────────────────────────────────────

  /** The point of a series nearest to the pointer, and its distance for the choice among series. */
  private nearest({ cursor, series }: uPlot, index: number): number | null {
    const points = this.points[this.curveOf(index)];
    this.distances.delete(index);
    if (!points || !series[index]!.show) return null;
    const { width, height } = this.plane;
    const { x, y } = this.view;
    let best: number | null = null;
    let distance = NEAR;
    points.forEach((point, place) => {
      const away = Math.hypot(partOf(x, point[0]) * width - cursor.left!, (1 - partOf(y, point[1])) * height - cursor.top!);
      if (away < distance) [best, distance] = [place, away];
    });
    if (best !== null) this.distances.set(index, distance);
    return best;
  }

  /** The marked point, or where the pointer is when no curve is near. */
  private pointUnder({ cursor }: uPlot): Place | null {
    if (cursor.left === undefined || cursor.left < 0) return null;
    const [marked] = [...this.distances].sort(([, one], [, other]) => one - other);
    const point = marked && this.points[this.curveOf(marked[0])]?.[cursor.idxs![marked[0]]!];
    if (point) return { x: point[0], y: point[1] };
    const { left, top } = this.plane;
    return this.coordinatesAt({ x: left + cursor.left, y: top + cursor.top! });
  }
}

const ignored = () => null;
