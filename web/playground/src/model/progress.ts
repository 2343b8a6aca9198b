// How far a run is, in a few words: how much it has done, and what it takes.
import type { RunProgress } from 'rumina';

const count = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

/** `12.3M steps, 34 MB`; "" as long as nothing is known. */
export function progressText(progress: RunProgress | null): string {
  if (!progress || progress.steps <= 0) return '';
  const megabytes = progress.memoryBytes / 2 ** 20;
  const memory = megabytes >= 1 ? `, ${Math.round(megabytes)} MB` : '';
  return `${count.format(progress.steps)} ${progress.steps === 1 ? 'step' : 'steps'}${memory}`;
}
