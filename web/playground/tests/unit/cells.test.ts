import { describe, expect, it } from 'vitest';
import { joinCells, Notebook, splitCells } from '../../src/model/cells';

describe('cells in the text of a program', () => {
  it('a program without marks is one cell', () => {
    expect(splitCells('x = 1\n\ny = 2\n')).toEqual(['x = 1\n\ny = 2']);
    expect(splitCells('')).toEqual(['']);
  });

  it('marks start cells, with or without a title', () => {
    expect(splitCells('# %%\na\n\n# %% second\nb\n')).toEqual(['a', 'b']);
    expect(splitCells('first\n# %%\nsecond')).toEqual(['first', 'second']);
    expect(splitCells('# %%\r\na\r\n# %%\r\nb')).toEqual(['a', 'b']);
  });

  it('only a mark at the start of a line counts', () => {
    expect(splitCells('x = "# %%"\n  # %% indented')).toEqual(['x = "# %%"\n  # %% indented']);
  });

  it('splitting what was joined gives the cells back', () => {
    for (const cells of [['a'], ['a', 'b'], ['a\n\nb', '', 'c'], ['# comment\n1/3', 'func f() {\n    1\n}'], ['', '']]) {
      expect(splitCells(joinCells(cells))).toEqual(cells);
    }
  });
});

describe('a notebook', () => {
  const sources = (notebook: Notebook) => notebook.cells.map((cell) => cell.source);

  it('inserts, moves and removes cells', () => {
    const notebook = new Notebook(['a', 'b']);
    const made = notebook.insert(1, 'new');
    expect(sources(notebook)).toEqual(['a', 'new', 'b']);
    expect(notebook.move(made.id, 1)).toBe(true);
    expect(notebook.move(made.id, 1)).toBe(false);
    expect(sources(notebook)).toEqual(['a', 'b', 'new']);
    expect(notebook.before(made.id)).toBe('a\nb\n');
    expect(notebook.remove(made.id)?.index).toBe(2);
    expect(sources(notebook)).toEqual(['a', 'b']);
  });

  it('brings back a removed cell where it was', () => {
    const notebook = new Notebook(['a', 'b', 'c']);
    const removed = notebook.remove(notebook.cells[1]!.id)!;
    notebook.restore(removed);
    expect(sources(notebook)).toEqual(['a', 'b', 'c']);
  });

  it('is never empty, and never uses an id twice', () => {
    const notebook = new Notebook([]);
    const [only] = notebook.cells;
    notebook.remove(only!.id);
    expect(sources(notebook)).toEqual(['']);
    expect(notebook.cells[0]!.id).not.toBe(only!.id);
    expect(notebook.remove(only!.id)).toBeNull();
  });
});
