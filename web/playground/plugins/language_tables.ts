// The tables of the core's lexer as a module for the highlighter, read from src/syntax/*.def at build time, so that no
// word of the language is listed a second time here.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const MODULE = 'virtual:language-tables';
const SYNTAX = new URL('../../../src/syntax/', import.meta.url);

export interface LanguageTables {
  /** Words that are never names. */
  readonly keywords: readonly string[];
  /** Words that are names where they cannot start or continue their construct. */
  readonly words: readonly string[];
  /** The contextual words that name types. */
  readonly types: readonly string[];
  /** Operators and punctuation, the longest first. */
  readonly symbols: readonly string[];
}

/** The spellings in the rows `MACRO(Name, "spelling")` whose name `wanted` accepts. */
function rows(table: string, macro: string, wanted: (name: string) => boolean = () => true): string[] {
  const row = new RegExp(`^${macro}\\((\\w+), ("(?:[^"\\\\]|\\\\.)*")\\)`, 'gm');
  return [...table.matchAll(row)].filter((match) => wanted(match[1]!)).map((match) => JSON.parse(match[2]!) as string);
}

export function readLanguageTables(): LanguageTables {
  const tokens = readFileSync(new URL('tokens.def', SYNTAX), 'utf8');
  const isType = (name: string) => name.endsWith('Type');
  return {
    keywords: rows(tokens, 'KEYWORD'),
    words: rows(tokens, 'WORD', (name) => !isType(name)),
    types: rows(tokens, 'WORD', isType),
    symbols: [...rows(tokens, 'SYMBOL'), ...rows(tokens, 'ALIAS')].sort((a, b) => b.length - a.length),
  };
}

export function languageTables(): Plugin {
  return {
    name: 'rumina-language-tables',
    resolveId: (id) => (id === MODULE ? '\0' + MODULE : undefined),
    load(id) {
      if (id !== '\0' + MODULE) return undefined;
      this.addWatchFile(fileURLToPath(new URL('tokens.def', SYNTAX)));
      return `export default ${JSON.stringify(readLanguageTables())};`;
    },
  };
}
