// Dark, light, or what the system says.
import { loadTheme, saveTheme, type Theme } from '../model/storage';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let chosen: Theme = loadTheme();

function apply(): void {
  const isDark = chosen === 'dark' || (chosen === 'system' && dark.matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', isDark ? '#15171c' : '#fbfaf8');
  for (const listener of listeners) listener();
}

export function startTheme(): void {
  dark.addEventListener('change', apply);
  apply();
}

export function theme(): Theme {
  return chosen;
}

export function setTheme(theme: Theme): void {
  chosen = theme;
  saveTheme(theme);
  apply();
}

/** Calls it at every change; gives back what ends that. */
export function watchTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
