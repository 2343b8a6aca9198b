// What the page remembers between visits. Storage may be full, switched off or filled by others: nothing here throws, and
// what does not have the expected form counts as absent.
import type { SharedProgram } from './share';

const DOCUMENT = 'rumina.document';
const PREVIOUS = 'rumina.document.previous';
const THEME = 'rumina.theme';

export type Theme = 'system' | 'light' | 'dark';

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full or forbidden: the page works without.
  }
}

function parseDocument(text: string | null): SharedProgram | null {
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('mode' in value) || !('text' in value)) return null;
    const { mode, text: program } = value;
    if ((mode !== 'cells' && mode !== 'program') || typeof program !== 'string') return null;
    return { mode, text: program };
  } catch {
    return null;
  }
}

export function loadDocument(): SharedProgram | null {
  return parseDocument(read(DOCUMENT));
}

export function saveDocument(program: SharedProgram): void {
  write(DOCUMENT, JSON.stringify({ mode: program.mode, text: program.text }));
}

/** Keeps the work so far aside, before something else takes its place. */
export function keepPrevious(program: SharedProgram): void {
  write(PREVIOUS, JSON.stringify({ mode: program.mode, text: program.text }));
}

export function loadPrevious(): SharedProgram | null {
  return parseDocument(read(PREVIOUS));
}

export function loadTheme(): Theme {
  const theme = read(THEME);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function saveTheme(theme: Theme): void {
  write(THEME, theme);
}
