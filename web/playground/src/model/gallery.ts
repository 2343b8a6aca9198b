// The programs of examples/gallery. A file's first comment is its title, the comment lines below say what it is about; its
// folder is its group. Numbers in front of the names only set the order.
import type { SharedProgram } from './share';

export interface Example extends SharedProgram {
  /** `calculus/area_under_a_curve` */
  readonly name: string;
  readonly group: string;
  readonly title: string;
  readonly about: string;
}

const files = import.meta.glob<string>('../../../../examples/gallery/*/*.lm', { query: '?raw', import: 'default', eager: true });

const withoutNumber = (name: string) => name.replace(/^\d+_/, '');

/** The example a file holds. */
export function parseExample(path: string, text: string): Example {
  const [folder = '', file = ''] = path.split('/').slice(-2);
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith('# ') && !line.startsWith('# %%'));
  const comment: string[] = [];
  for (const line of start < 0 ? [] : lines.slice(start)) {
    if (!line.startsWith('# ') || line.startsWith('# %%')) break;
    comment.push(line.slice(2).trim());
  }
  const group = withoutNumber(folder).replace(/_/g, ' ');
  return {
    name: `${withoutNumber(folder)}/${withoutNumber(file).replace(/\.lm$/, '')}`,
    group: group.charAt(0).toUpperCase() + group.slice(1),
    title: comment[0] ?? '',
    about: comment.slice(1).join(' '),
    mode: /^# %%/m.test(text) ? 'cells' : 'program',
    text: text.trimEnd(),
  };
}

export const examples: readonly Example[] = Object.keys(files)
  .sort()
  .map((path) => parseExample(path, files[path]!));
