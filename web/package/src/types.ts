/**
 * The public types of the package `rumina`.
 *
 * Offsets (`from`, `to`, `offset`) count UTF-16 code units, as JavaScript strings do; lines and columns start at 1 and
 * columns count characters (code points), as in the error messages.
 */

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * A value of the language as plain data: frozen, and never anything that can run.
 * An integer is a `bigint`, a float is a `number`: a `number` given to the language is a float, too.
 */
export type RuminaData =
  | null
  | boolean
  | string
  | bigint
  | number
  | readonly RuminaData[]
  | Rational
  | Decimal
  | Complex
  | Expression
  | RangeValue
  | VectorValue
  | MatrixValue
  | RuminaSet
  | RuminaMap
  | Struct
  | ErrorValue
  | FunctionValue
  | ModuleValue
  | PlotValue
  | Omitted;

/** A fraction in lowest terms; `den` is at least 2. */
export interface Rational {
  readonly kind: 'rational';
  readonly num: bigint;
  readonly den: bigint;
  /** `1/3` */
  toString(): string;
  /** The nearest double. */
  toNumber(): number;
}

/** A float of more digits than a double has, as decimal text. */
export interface Decimal {
  readonly kind: 'decimal';
  /** All its digits: `3.14159265358979323846…` */
  readonly text: string;
  toString(): string;
  toNumber(): number;
}

/** A complex number whose parts are numbers; an exact one with roots or symbols in it is an `Expression`. */
export interface Complex {
  readonly kind: 'complex';
  readonly re: bigint | number | Rational | Decimal;
  readonly im: bigint | number | Rational | Decimal;
  toString(): string;
}

/** Everything exact that is not rational: `sqrt(2)`, `pi/4`, `x^2 + 1`. */
export interface Expression {
  readonly kind: 'expression';
  /** As the language reads it back. */
  readonly text: string;
  readonly latex: string;
  toString(): string;
}

/** `first..last` by `step`; `last` belongs to it where a whole number of steps leads there. */
export interface RangeValue {
  readonly kind: 'range';
  readonly first: bigint | number | Rational;
  readonly last: bigint | number | Rational;
  readonly step: bigint | number | Rational;
}

export interface VectorValue {
  readonly kind: 'vector';
  readonly items: readonly RuminaData[];
}

/** `rows[i][j]`, all rows of one length. */
export interface MatrixValue {
  readonly kind: 'matrix';
  readonly rows: readonly (readonly RuminaData[])[];
}

export interface RuminaSet {
  readonly kind: 'set';
  readonly items: readonly RuminaData[];
}

/** A table, in the order its keys were put in. A key is any value. */
export interface RuminaMap {
  readonly kind: 'map';
  readonly entries: readonly (readonly [RuminaData, RuminaData])[];
  /** The value of a key that is text, a boolean, an integer or a float; undefined where there is none. */
  get(key: string | boolean | bigint | number): RuminaData | undefined;
}

/** `fields` has no prototype: a field may be called `constructor` or `__proto__`. */
export interface Struct {
  readonly kind: 'struct';
  readonly fields: Readonly<Record<string, RuminaData>>;
}

/** An error that a program caught and holds as a value. */
export interface ErrorValue {
  readonly kind: 'error';
  readonly errorKind: string;
  readonly id: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** A function stays where it is: only its name and parameters come out. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly name: string;
  readonly parameters: readonly string[];
}

export interface ModuleValue {
  readonly kind: 'module';
  readonly name: string;
  readonly names: readonly string[];
}

export interface PlotValue {
  readonly kind: 'plot';
  readonly plot: PlotData;
}

/** What stands where a value is too large or too deep to be handed out, or is inside itself. */
export interface Omitted {
  readonly kind: 'omitted';
  readonly reason: 'size' | 'depth' | 'cycle';
  /** As `typeof` says it. */
  readonly type: string;
}

/** What `session.set` takes: data of the language, and what stands for it in JavaScript. */
export type RuminaInput =
  | RuminaData
  | { readonly num: bigint; readonly den: bigint }
  | { readonly re: RuminaInput; readonly im: RuminaInput }
  | readonly RuminaInput[]
  | ReadonlyMap<RuminaInput, RuminaInput>
  | ReadonlySet<RuminaInput>
  | { readonly kind: 'expression'; readonly text: string }
  | { readonly kind: 'decimal'; readonly text: string }
  | { readonly kind: 'vector'; readonly items: readonly RuminaInput[] }
  | { readonly kind: 'matrix'; readonly rows: readonly (readonly RuminaInput[])[] }
  | { readonly kind: 'set'; readonly items: readonly RuminaInput[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [RuminaInput, RuminaInput])[] }
  | { readonly kind: 'struct'; readonly fields: Readonly<Record<string, RuminaInput>> }
  | { readonly kind: 'range'; readonly first: RuminaInput; readonly last: RuminaInput; readonly step?: RuminaInput };

// ── plots ───────────────────────────────────────────────────────────────────────────────────────────────────────

export interface PlotAxis {
  readonly low: number;
  readonly high: number;
  readonly label: string;
  /** Where a mark stands, and its text. */
  readonly ticks: readonly (readonly [number, string])[];
}

export interface PlotCurve {
  readonly label: string;
  readonly style: 'line' | 'dots';
  /** Nothing is drawn between segments. Points may lie far outside of the axes, near poles. */
  readonly segments: readonly (readonly (readonly [number, number])[])[];
}

export interface PlotSpaceCurve {
  readonly label: string;
  readonly style: 'line' | 'dots';
  readonly segments: readonly (readonly (readonly [number, number, number])[])[];
}

export interface PlotSurface {
  readonly label: string;
  readonly rows: number;
  readonly columns: number;
  /** Row after row; null where the surface has a hole. */
  readonly points: readonly (readonly [number, number, number] | null)[];
}

/** A figure that is drawn by whoever shows it; `svg` is the same figure drawn by the core. */
export interface PlotData {
  readonly kind: 'plane' | 'space';
  /** The call that made it: `plot(sin(x), x, -5, 5)`. */
  readonly call: string;
  readonly title: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** In space only. */
  readonly z?: PlotAxis;
  readonly equalScales: boolean;
  readonly curves: readonly PlotCurve[];
  /** `[from, to, height]` */
  readonly bars: readonly (readonly [number, number, number])[];
  readonly surfaces: readonly PlotSurface[];
  readonly spaceCurves: readonly PlotSpaceCurve[];
}

// ── runs ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface RunOptions {
  /** What errors call the program; `<input 3>` when left out. */
  readonly name?: string;
  /** Runs as a program of its own: it sees none of the session's variables and leaves none. */
  readonly fresh?: boolean;
}

/** What a program came to. A program that fails is an ordinary result with `ok` false; its promise is not rejected. */
export interface RunResult {
  readonly ok: boolean;
  /** The value of the last statement if that is an expression, else null. */
  readonly value: RuminaData;
  /** The value as `print` shows it; `""` when there is none. */
  readonly text: string;
  /** The value as the language echoes it: strings in quotes, floats with `f`. It reads back as the same value. */
  readonly repr: string;
  /** Formulas only are worth typesetting: `""` where the value has no LaTeX form. */
  readonly latex: string;
  readonly mathml: string;
  /** The figures drawn, in their order; the value, if it is a plot, is among them. */
  readonly plots: readonly PlotData[];
  /** Figures beyond the first 1000, which are not handed out. */
  readonly plotsLeftOut: number;
  /** Everything the program printed. */
  readonly output: string;
  /** Of `exit(n)`; null when the program did not call it. */
  readonly exitCode: number | null;
  readonly error: RuminaErrorData | null;
  /** All of them: syntax errors come together. */
  readonly errors: readonly RuminaErrorData[];
  readonly stats: RunStats;
}

export interface RunStats {
  readonly milliseconds: number;
  /** Function calls and loop turns. */
  readonly steps: number;
  /** In use by the session after the run. */
  readonly memoryBytes: number;
  /** Given up by interrupts inside number theory, for the life of the instance. */
  readonly leakedBytes: number;
  /** Memory of the whole instance, which grows but never shrinks. */
  readonly instanceBytes: number;
}

export interface RunProgress {
  readonly milliseconds: number;
  readonly steps: number;
  readonly memoryBytes: number;
}

/** An error of a program. */
export interface RuminaErrorData {
  /** What programs test in `catch`: `NameError`, `LimitError`, … */
  readonly kind: string;
  /** Which error it is: `UndefinedName`, `Interrupted`, … */
  readonly id: string;
  readonly message: string;
  /** Name of the text it is in: this run's, or that of an earlier run whose function was called. `""` when it has no place. */
  readonly source: string;
  /** 0 when it has no place. */
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Offsets in that text. */
  readonly from: number;
  readonly to: number;
  readonly hint: string | null;
  /** The calls that led there, outermost first. */
  readonly trace: readonly TraceFrame[];
  /** Frames left out in the middle of a long trace. */
  readonly traceHidden: number;
  /** The text ended where more was needed: an open bracket, a string, an operator. */
  readonly incomplete: boolean;
  /** As a terminal shows it: source line, caret, trace, hint. */
  readonly rendered: string;
}

export interface TraceFrame {
  readonly function: string;
  readonly source: string;
  readonly line: number;
  readonly column: number;
}

/** What is wrong with a program that was not run. */
export type Diagnostic = RuminaErrorData;

// ── questions ───────────────────────────────────────────────────────────────────────────────────────────────────

export interface Variable {
  readonly name: string;
  /** As `typeof` says it. */
  readonly kind: string;
  /** The beginning of its value, at most 200 characters. */
  readonly text: string;
}

export interface Completion {
  readonly label: string;
  readonly kind: 'variable' | 'function' | 'constant' | 'namespace' | 'method' | 'member' | 'keyword' | 'symbol';
  /** A function's signature, a variable's kind, a symbol's LaTeX name. */
  readonly detail: string;
  readonly documentation: string;
  /** What replaces the text from `from` to `to`. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

export interface Parameter {
  readonly name: string;
  /** Kinds it takes, separated by `|`; `""` for functions of programs. */
  readonly kinds: string;
  readonly optional: boolean;
  readonly rest: boolean;
  /** Where it stands in the signature's text. */
  readonly from: number;
  readonly to: number;
}

/** The call the cursor is in. */
export interface SignatureHelp {
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** Index of the parameter the cursor is at, or -1. */
  readonly active: number;
}

export interface HelpExample {
  readonly code: string;
  /** What its value prints, or the kind of error where `fails`. */
  readonly result: string;
  readonly fails: boolean;
}

export interface HelpEntry {
  readonly name: string;
  readonly kind: 'function' | 'constant' | 'namespace';
  readonly signature: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly result: string;
  readonly examples: readonly HelpExample[];
  readonly raises: readonly { readonly id: string; readonly kind: string }[];
  readonly aliases: readonly string[];
  /** Kinds of values that have it as a method. */
  readonly methods: readonly string[];
  /** Names in it, of a namespace. */
  readonly members: readonly string[];
  /** Whether `session.steps` tells how its results come about. */
  readonly tellsSteps: boolean;
  /** Where the method is from. */
  readonly source: string;
  /** All of it as the language's `help` writes it. */
  readonly text: string;
}

export interface DerivationStep {
  /** `By parts with u = x, …` */
  readonly rule: string;
  readonly level: number;
  readonly before: RuminaData;
  readonly after: RuminaData;
}

export interface Derivation {
  readonly steps: readonly DerivationStep[];
  /** Numbered lines. */
  readonly text: string;
  /** One aligned environment. */
  readonly latex: string;
}

// ── sessions ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Per run; null lifts a limit where that is possible. A limit that is hit is a LimitError of the program. */
export interface Limits {
  /** Seconds, the reading of the program included; 10 when left out. */
  readonly time?: number | null;
  /** Bytes, at least 1 MiB; 256 MiB when left out. */
  readonly memory?: number | null;
  /** Function calls and loop turns; 1e9 when left out. */
  readonly steps?: number | null;
  /** Bytes printed; 16 MiB when left out. */
  readonly output?: number | null;
  /** Calls inside each other. */
  readonly depth?: number;
  /** Decimal digits of an integer. */
  readonly digits?: number;
  /** Terms of a polynomial. */
  readonly terms?: number;
}

/** What a program may reach of the world. There are no files, no processes and no network in any case. */
export interface Capabilities {
  /** The date and the clock; true when left out. Without it they stand still at 1970-01-01. */
  readonly clock?: boolean;
  /** Random numbers that differ from run to run; true when left out. Without it each session begins with the same seed. */
  readonly entropy?: boolean;
  /** Lines for `input()`, used up one by one. */
  readonly input?: readonly string[];
  /** Texts that `include "name.lm"` finds. */
  readonly sources?: Readonly<Record<string, string>>;
}

export interface SessionOptions {
  readonly limits?: Limits;
  readonly capabilities?: Capabilities;
  /** Called with what a program prints, while it runs. The text is plain text, never HTML. */
  readonly onPrint?: (text: string) => void;
  /** Called between slices of a run, at most every 50 ms. */
  readonly onProgress?: (progress: RunProgress) => void;
  /**
   * The WebAssembly module, where it is not found beside the package: its address as text or `URL`, its bytes as `ArrayBuffer` or
   * `Uint8Array`, or the compiled `WebAssembly.Module`. (Not all of these types are known to every TypeScript project.)
   */
  readonly wasm?: string | object;
}

export interface Session {
  /**
   * Runs a program in the session; its variables stay. What is asked of a session is done in that order. A run that has nothing to wait
   * for begins before `run` returns; what it prints is handed out after that.
   */
  run(code: string, options?: RunOptions): Promise<RunResult>;
  variables(): Promise<readonly Variable[]>;
  /** Names that go on from the cursor (at the end when left out); `\pi` becomes π. */
  complete(text: string, offset?: number): Promise<readonly Completion[]>;
  signature(text: string, offset?: number): Promise<SignatureHelp | null>;
  help(name: string): Promise<HelpEntry | null>;
  /** What is wrong with a program, as far as that shows without running it. */
  check(code: string): Promise<readonly Diagnostic[]>;
  /** The program in the usual layout; as it is when it has syntax errors. */
  format(code: string): Promise<string>;
  /** How a result comes about: `integrate(x*exp(x), x)`; null where there are no steps to tell. Runs under the limits. */
  steps(code: string): Promise<Derivation | null>;
  /** A variable's value; undefined when there is none of that name. */
  get(name: string): Promise<RuminaData | undefined>;
  set(name: string, value: RuminaInput): Promise<void>;
  /** Ends the run under way, if it is not over already, and those that wait: LimitError, id `Interrupted`. Variables stay. Without a run it does nothing. */
  cancel(): void;
  /** Frees everything. Promises that are still open are rejected with SessionDisposedError. */
  dispose(): void;
}

/** Runs a program with fresh variables: the text of its last value, `""`, or `Error: …`. */
export type RuminaFunction = (code: string) => Promise<string>;
