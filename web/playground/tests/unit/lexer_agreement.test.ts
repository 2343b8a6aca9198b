// The colours follow the core's own lexer: on programs of the project both see the same numbers, texts, units and names.
// Needs the native program (RUMINA, or build/*/bin/rumina); without it there is nothing to compare with.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StringStream } from '@codemirror/language';
import { expect, it } from 'vitest';
import { NO_NAMES, readToken, startState, type TokenStyle } from '../../src/language/tokenizer';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const program = [process.env.RUMINA, 'build/dev/bin/rumina', 'build/release/bin/rumina'].map((path) => path && join(path.startsWith('/') ? '' : ROOT, path)).find((path) => path && existsSync(path));
/** Every so many programs; 1 for all of them. */
const EVERY = Number(process.env.RUMINA_EVERY ?? 16);

function programs(folder: string): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return programs(path);
      return name.endsWith('.lm') ? [path] : [];
    });
}

interface Piece {
  readonly style: TokenStyle;
  readonly from: number;
  readonly to: number;
}

/** Tokens of every line, with columns in code points. */
function pieces(text: string): Piece[][] {
  const state = startState();
  return text.split('\n').map((line) => {
    const stream = new StringStream(line, 4, 4);
    const found: Piece[] = [];
    while (!stream.eol()) {
      stream.start = stream.pos;
      const style = readToken(stream, state, NO_NAMES);
      const column = (offset: number) => [...line.slice(0, offset)].length + 1;
      if (style) found.push({ style, from: column(stream.start), to: column(stream.pos) });
    }
    return found;
  });
}

const EXPECTED: Record<string, RegExp> = {
  Number: /^number$/,
  String: /^(?:string|escape)$/,
  FormatText: /^(?:string|escape|punctuation)$/,
  Unit: /^unit$/,
  Apostrophe: /^operator$/,
  Name: /^(?:name|library|call|property|definition|namespace|type|constant|decorator)$/,
};

function disagreements(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  let dump: string;
  try {
    dump = execFileSync(program!, ['dump', '--tokens', path], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return []; // It cannot be read: the colours of mistakes are free.
  }
  const lines = pieces(text);
  const wrong: string[] = [];
  for (const entry of dump.split('\n')) {
    const match = /^(\w+)(?: .*)? (\d+):(\d+)-(\d+):(\d+)(?: \w+)*$/.exec(entry);
    const wanted = match && EXPECTED[match[1]!];
    if (!match || !wanted) continue;
    const [line, from, lastLine, to] = match.slice(2).map(Number) as [number, number, number, number];
    if (line !== lastLine || from === to) continue;
    const inside = lines[line - 1]!.filter((piece) => piece.from < to && piece.to > from);
    const isExact = match[1] === 'FormatText' || (inside[0]?.from === from && inside.at(-1)?.to === to) || inside[0]?.style === 'decorator';
    if (!isExact || inside.some((piece) => !wanted.test(piece.style))) wrong.push(`${path}:${line}: ${entry} is ${inside.map((piece) => `${piece.style} ${piece.from}-${piece.to}`).join(', ')}`);
  }
  return wrong;
}

it.skipIf(!program)('colours agree with the lexer of the core', () => {
  const paths = ['tests', 'examples', 'bench'].flatMap((folder) => programs(join(ROOT, folder))).filter((_, index) => index % EVERY === 0);
  expect(paths.length).toBeGreaterThan(20);
  expect(paths.flatMap(disagreements).slice(0, 40)).toEqual([]);
}, 120_000);
