// A figure in space, drawn by three.js, which is loaded when the first one appears. The box of the axes is the cube from -1
// to 1, with z upward; the camera goes round it by pointer, fingers and keys. It draws when something changed, not all the time.
import {
  AmbientLight,
  BufferAttribute,
  BufferGeometry,
  CanvasTexture,
  Color,
  DirectionalLight,
  DoubleSide,
  Group,
  Line,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshLambertMaterial,
  PerspectiveCamera,
  Points,
  PointsMaterial,
  Scene,
  Sprite,
  SpriteMaterial,
  SRGBColorSpace,
  Vector3,
  WebGLRenderer,
  type Material,
  type Object3D,
} from 'three';
import type { PlotAxis, PlotData, PlotSpaceCurve, PlotSurface } from 'rumina';
import { announce, element, iconButton } from '../views/dom';
import { readPalette, type Palette } from './palette';
import { describe } from './describe';
import { tickMark } from './view';

const HOME = { azimuth: -2.2, height: 0.5, distance: 5.95 };
/** A surface's colours from its lowest to its highest points, as on maps: from deep water to snow. */
const HEIGHTS = ['#2b3a8f', '#2878b5', '#1fa187', '#7ac74f', '#f5d547', '#f9f3d2'].map((colour) => new Color(colour));

type Triple = readonly [number, number, number];

export class SpacePlot {
  readonly dom: HTMLElement;
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(36, 1, 0.1, 50);
  private readonly lamp = new DirectionalLight(0xffffff, 1.7);
  private content = new Group();
  private place = { ...HOME };
  private readonly pointers = new Map<number, { x: number; y: number }>();
  private frame = 0;
  private readonly surface: HTMLElement;
  private readonly observer: ResizeObserver;
  private readonly unwatch: () => void;

  /** Throws where the browser has no WebGL. */
  constructor(
    private readonly data: PlotData,
    watchTheme: (listener: () => void) => () => void,
  ) {
    this.renderer = new WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio || 1));
    const canvas = this.renderer.domElement;
    canvas.setAttribute('aria-hidden', 'true');
    this.surface = element(
      'div',
      {
        class: 'plot-surface',
        tabindex: 0,
        role: 'application',
        'aria-roledescription': 'plot in space',
        'aria-label': `${describe(data)}. Arrow keys turn it, plus and minus come nearer and go away, 0 starts again.`,
      },
      canvas,
    );
    const tools = element(
      'div',
      { class: 'plot-tools', role: 'group', 'aria-label': 'View of the plot' },
      iconButton('plus', 'Nearer', () => this.nearer(1 / 1.2)),
      iconButton('minus', 'Farther', () => this.nearer(1.2)),
      iconButton('home', 'Start again', () => this.reset()),
      iconButton('image', 'Save as a picture', () => this.save()),
    );
    this.dom = element(
      'figure',
      { class: 'plot plot-space', 'data-call': data.call },
      data.title ? element('figcaption', {}, data.title) : null,
      element('div', { class: 'plot-frame' }, this.surface, tools),
    );
    this.scene.add(new AmbientLight(0xffffff, 1.5), this.lamp);
    this.camera.up.set(0, 0, 1);
    this.build();
    this.listen();
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.surface);
    this.unwatch = watchTheme(() => {
      this.build();
      this.draw();
    });
  }

  destroy(): void {
    this.observer.disconnect();
    this.unwatch();
    cancelAnimationFrame(this.frame);
    dispose(this.content);
    this.renderer.dispose();
    this.renderer.forceContextLoss();
  }

  // ── turning ───────────────────────────────────────────────────────────────────────────────────────────────────

  private turn(right: number, up: number): void {
    this.place.azimuth -= right;
    this.place.height = Math.max(-1.5, Math.min(1.5, this.place.height + up));
    this.draw();
  }
  private nearer(factor: number): void {
    this.place.distance = Math.max(1.5, Math.min(14, this.place.distance * factor));
    this.draw();
  }
  private reset(): void {
    this.place = { ...HOME };
    announce('Starting again');
    this.draw();
  }

  private listen(): void {
    const { surface } = this;
    surface.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const actions: Record<string, () => void> = {
        ArrowLeft: () => this.turn(-0.12, 0),
        ArrowRight: () => this.turn(0.12, 0),
        ArrowUp: () => this.turn(0, 0.1),
        ArrowDown: () => this.turn(0, -0.1),
        '+': () => this.nearer(1 / 1.15),
        '=': () => this.nearer(1 / 1.15),
        '-': () => this.nearer(1.15),
        '0': () => this.reset(),
        Home: () => this.reset(),
      };
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    });
    surface.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && document.activeElement !== surface) return;
        event.preventDefault();
        this.nearer(Math.exp(event.deltaY * 0.0015));
      },
      { passive: false },
    );
    surface.addEventListener('dblclick', () => this.reset());
    surface.addEventListener('pointerdown', (event) => {
      surface.setPointerCapture(event.pointerId);
      this.pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      surface.classList.add('dragging');
    });
    surface.addEventListener('pointermove', (event) => {
      const before = this.pointers.get(event.pointerId);
      if (!before) return;
      const now = { x: event.clientX, y: event.clientY };
      const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
      this.pointers.set(event.pointerId, now);
      if (other) this.nearer(Math.hypot(before.x - other.x, before.y - other.y) / Math.max(1, Math.hypot(now.x - other.x, now.y - other.y)));
      else this.turn((now.x - before.x) * 0.008, (now.y - before.y) * 0.008);
    });
    for (const type of ['pointerup', 'pointercancel'] as const) {
      surface.addEventListener(type, (event) => {
        this.pointers.delete(event.pointerId);
        if (this.pointers.size === 0) surface.classList.remove('dragging');
      });
    }
  }

  private save(): void {
    this.paint();
    element('a', { href: this.renderer.domElement.toDataURL('image/png'), download: 'plot.png' }).click();
  }

  // ── what is drawn ─────────────────────────────────────────────────────────────────────────────────────────────

  private build(): void {
    const palette = readPalette(this.dom);
    this.scene.background = new Color(palette.background);
    this.scene.remove(this.content);
    dispose(this.content);
    this.content = new Group();
    const { x, y, z } = this.data;
    const axes = [x, y, z ?? { low: 0, high: 1, label: '', ticks: [] }] as const;
    const toBox = axes.map((axis) => (at: number) => ((at - axis.low) / (axis.high - axis.low)) * 2 - 1);
    const point = (p: Triple): Vector3 => new Vector3(toBox[0]!(p[0]), toBox[1]!(p[1]), Math.max(-1.001, Math.min(1.001, toBox[2]!(p[2]))));
    this.content.add(...frame(axes, palette));
    this.data.surfaces.forEach((surface, index) => this.content.add(...sheet(surface, point, this.data.surfaces.length > 1 ? palette.curves[index % palette.curves.length]! : null)));
    this.data.spaceCurves.forEach((curve, index) => this.content.add(...thread(curve, point, palette.curves[index % palette.curves.length]!)));
    this.scene.add(this.content);
  }

  private draw(): void {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    const { width, height } = this.surface.getBoundingClientRect();
    if (width < 8 || height < 8) return;
    const { azimuth, height: up } = this.place;
    const distance = this.place.distance * Math.max(1, 1.25 / (width / height));
    this.renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
    this.camera.position.set(distance * Math.cos(up) * Math.cos(azimuth), distance * Math.cos(up) * Math.sin(azimuth), distance * Math.sin(up));
    this.camera.lookAt(0, 0, -0.2);
    this.hideNearEdges();
    this.lamp.position.copy(this.camera.position).add(new Vector3(0, 0, 3));
    this.renderer.render(this.scene, this.camera);
  }

  /** The edges at the corner nearest to the reader would stand in front of everything else. */
  private hideNearEdges(): void {
    const { x, y, z } = this.camera.position;
    const near = new Vector3(Math.sign(x) || 1, Math.sign(y) || 1, Math.sign(z) || 1);
    for (const part of this.content.children) {
      const ends = part.userData.ends as readonly Vector3[] | undefined;
      if (ends) part.visible = !ends.some((end) => end.equals(near));
    }
  }
}

/** The surface as triangles around its holes, with some of its grid lines. */
function sheet(surface: PlotSurface, point: (p: Triple) => Vector3, colour: string | null): Object3D[] {
  const { rows, columns, points } = surface;
  const positions = new Float32Array(points.length * 3);
  const colours = new Float32Array(points.length * 3);
  const plain = colour === null ? null : new Color(colour);
  points.forEach((p, index) => {
    if (!p) return;
    const at = point(p);
    positions.set([at.x, at.y, at.z], index * 3);
    const shade = plain ? plain.clone().offsetHSL(0, 0, at.z * 0.12) : colourAt((at.z + 1) / 2);
    colours.set([shade.r, shade.g, shade.b], index * 3);
  });
  const triangles: number[] = [];
  const lines: number[] = [];
  const there = (index: number) => points[index] != null;
  const every = Math.max(1, Math.round(Math.max(rows, columns) / 24));
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const a = row * columns + column;
      const [b, c, d] = [a + 1, a + columns, a + columns + 1];
      const [last, bottom] = [column === columns - 1, row === rows - 1];
      if (row % every === 0 && !last && there(a) && there(b)) lines.push(a, b);
      if (column % every === 0 && !bottom && there(a) && there(c)) lines.push(a, c);
      if (last || bottom) continue;
      if (there(a) && there(b) && there(c)) triangles.push(a, b, c);
      if (there(b) && there(d) && there(c)) triangles.push(b, d, c);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setAttribute('color', new BufferAttribute(colours, 3));
  geometry.setIndex(triangles);
  geometry.computeVertexNormals();
  const wires = new BufferGeometry();
  wires.setAttribute('position', new BufferAttribute(positions, 3));
  wires.setIndex(lines);
  const material = new MeshLambertMaterial({ vertexColors: true, side: DoubleSide, polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 });
  return [new Mesh(geometry, material), new LineSegments(wires, new LineBasicMaterial({ color: 0x000000, transparent: true, opacity: 0.16 }))];
}

function colourAt(height: number): Color {
  const place = Math.max(0, Math.min(1, height)) * (HEIGHTS.length - 1);
  const index = Math.min(HEIGHTS.length - 2, Math.floor(place));
  return HEIGHTS[index]!.clone().lerp(HEIGHTS[index + 1]!, place - index);
}

function thread(curve: PlotSpaceCurve, point: (p: Triple) => Vector3, colour: string): Object3D[] {
  return curve.segments.map((segment) => {
    const geometry = new BufferGeometry().setFromPoints(segment.map(point));
    return curve.style === 'dots' ? new Points(geometry, new PointsMaterial({ color: colour, size: 0.05 })) : new Line(geometry, new LineBasicMaterial({ color: colour }));
  });
}

/** The floor with its grid, the edges of the box, and the marks of the axes. */
function frame(axes: readonly [PlotAxis, PlotAxis, PlotAxis], palette: Palette): Object3D[] {
  const lines: Vector3[] = [];
  const [x, y, z] = axes.map((axis) => axis.ticks.map(tickMark).map(({ at, text }) => ({ at: ((at - axis.low) / (axis.high - axis.low)) * 2 - 1, text })));
  for (const { at } of x!) lines.push(new Vector3(at, -1, -1), new Vector3(at, 1, -1));
  for (const { at } of y!) lines.push(new Vector3(-1, at, -1), new Vector3(1, at, -1));
  const made: Object3D[] = [new LineSegments(new BufferGeometry().setFromPoints(lines), new LineBasicMaterial({ color: palette.grid }))];
  for (const a of [-1, 1]) {
    for (const b of [-1, 1]) {
      for (const [from, to] of [[new Vector3(-1, a, b), new Vector3(1, a, b)], [new Vector3(a, -1, b), new Vector3(a, 1, b)], [new Vector3(a, b, -1), new Vector3(a, b, 1)]] as const) {
        const edge = new Line(new BufferGeometry().setFromPoints([from, to]), new LineBasicMaterial({ color: palette.grid }));
        edge.userData.ends = [from, to];
        made.push(edge);
      }
    }
  }
  const put = (text: string, at: Vector3, size = 0.17) => made.push(label(text, at, size, palette));
  for (const { at, text } of x!) put(text, new Vector3(at, -1.17, -1.05));
  for (const { at, text } of y!) put(text, new Vector3(-1.17, at, -1.05));
  for (const { at, text } of z!) put(text, new Vector3(-1.15, 1.15, at));
  put(axes[0].label || 'x', new Vector3(0, -1.42, -1.1), 0.22);
  put(axes[1].label || 'y', new Vector3(-1.42, 0, -1.1), 0.22);
  put(axes[2].label || 'z', new Vector3(-1.35, 1.35, 0.1), 0.22);
  return made;
}

/** A text that always faces the reader. */
function label(text: string, at: Vector3, size: number, palette: Palette): Sprite {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  const font = palette.font.replace('12px', '44px');
  context.font = font;
  canvas.width = Math.ceil(context.measureText(text).width) + 12;
  canvas.height = 60;
  context.font = font;
  context.fillStyle = palette.label;
  context.textBaseline = 'middle';
  context.fillText(text, 6, 30);
  const texture = new CanvasTexture(canvas);
  // The colours of the style sheet are meant as screens show them.
  texture.colorSpace = SRGBColorSpace;
  const sprite = new Sprite(new SpriteMaterial({ map: texture, depthWrite: false }));
  sprite.position.copy(at);
  sprite.scale.set((size * canvas.width) / canvas.height, size, 1);
  return sprite;
}

function dispose(object: Object3D): void {
  object.traverse((part) => {
    const { geometry, material } = part as Partial<Mesh>;
    geometry?.dispose();
    for (const one of [material].flat() as (Material | undefined)[]) {
      (one as SpriteMaterial | undefined)?.map?.dispose();
      one?.dispose();
    }
  });
}
