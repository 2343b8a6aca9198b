// A program as cells. The whole is always one plain program: a line that begins with `# %%` starts a new cell, as in other
// tools that keep notebooks in source files, and to the language it is a comment.

const MARK = /^# %%.*$/;

/** The texts of the cells of a program; at least one, without blank lines at their ends. */
export function splitCells(program: string): string[] {
  const cells: string[][] = [[]];
  for (const line of program.replace(/\r\n?/g, '\n').split('\n')) {
    if (MARK.test(line)) cells.push([]);
    else cells[cells.length - 1]!.push(line);
  }
  const texts = cells.map((lines) => trimBlankLines(lines.join('\n')));
  // A mark in the first line only says that cells follow.
  if (texts.length > 1 && texts[0] === '') texts.shift();
  return texts;
}

export function joinCells(cells: readonly string[]): string {
  const texts = cells.map(trimBlankLines);
  if (texts.length <= 1) return texts[0] ?? '';
  return texts.map((text) => `# %%\n${text}\n`).join('\n');
}

function trimBlankLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, '').replace(/\s+$/, '');
}

export interface Cell {
  readonly id: number;
  source: string;
}

/** A cell that was removed, and where it was. */
export interface Removed {
  readonly cell: Cell;
  readonly index: number;
}

/** The cells of a notebook in their order; there is always at least one. Ids are never used twice. */
export class Notebook {
  private nextId = 1;
  private list: Cell[];

  constructor(sources: readonly string[] = ['']) {
    this.list = (sources.length > 0 ? sources : ['']).map((source) => this.make(source));
  }

  get cells(): readonly Cell[] {
    return this.list;
  }

  indexOf(id: number): number {
    return this.list.findIndex((cell) => cell.id === id);
  }

  get(id: number): Cell | undefined {
    return this.list[this.indexOf(id)];
  }

  insert(index: number, source = ''): Cell {
    const cell = this.make(source);
    this.list.splice(index, 0, cell);
    return cell;
  }

  /** The last cell is emptied instead, by a new one in its place. */
  remove(id: number): Removed | null {
    const index = this.indexOf(id);
    const cell = this.list[index];
    if (!cell) return null;
    this.list.splice(index, 1);
    if (this.list.length === 0) this.list.push(this.make(''));
    return { cell, index };
  }

  restore(removed: Removed): void {
    this.list.splice(Math.min(removed.index, this.list.length), 0, removed.cell);
  }

  /** Moves a cell up (-1) or down (1); false at the ends. */
  move(id: number, by: -1 | 1): boolean {
    const index = this.indexOf(id);
    const target = index + by;
    if (index < 0 || target < 0 || target >= this.list.length) return false;
    const [cell] = this.list.splice(index, 1);
    this.list.splice(target, 0, cell!);
    return true;
  }

  /** What stands in the cells before this one, ending in a newline unless it is empty. */
  before(id: number): string {
    return this.list
      .slice(0, this.indexOf(id))
      .map((cell) => cell.source + '\n')
      .join('');
  }

  toProgram(): string {
    return joinCells(this.list.map((cell) => cell.source));
  }

  private make(source: string): Cell {
    return { id: this.nextId++, source };
  }
}
