// licences.txt of a build: the licences of all packages whose code, styles or fonts went into it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** The folder of the package a file belongs to; null for files of this project. */
function packageFolder(file: string): string | null {
  if (!file.includes('/node_modules/')) return null;
  for (let folder = dirname(file); folder.includes('/node_modules/'); folder = dirname(folder)) {
    const description = join(folder, 'package.json');
    if (existsSync(description) && 'version' in JSON.parse(readFileSync(description, 'utf8'))) return folder;
  }
  return null;
}

function readPackage(folder: string): Package {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string; version: string; license?: string };
  const file = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)/i.test(entry));
  if (!license || !file) throw new Error(`${name} says no licence`);
  return { name, version, licence: license, text: readFileSync(join(folder, file), 'utf8').trim() };
}

export function licences(): Plugin {
  return {
    name: 'rumina-licences',
    apply: 'build',
    generateBundle() {
      const files = [...this.getModuleIds()].map((id) => id.replace(/^\0/, '').replace(/\?.*$/, ''));
      // Fonts are named in style sheets and are no modules.
      files.push(join(import.meta.dirname, '../../node_modules/@fontsource-variable/inter/index.css'), join(import.meta.dirname, '../../node_modules/@fontsource-variable/jetbrains-mono/index.css'));
      const folders = new Set(files.map(packageFolder).filter((folder) => folder !== null));
      const packages = [...folders].map(readPackage).sort((a, b) => a.name.localeCompare(b.name, 'en'));
      const parts = packages.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n${'─'.repeat(72)}\n${text}\n`);
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: `What this page is made of, and under which licences.\n\n${parts.join('\n\n')}` });
    },
  };
}
