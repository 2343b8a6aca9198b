// An empty folder with the packed package installed, as a user would have it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** The package as it is developed. */
export const own = fileURLToPath(new URL('../..', import.meta.url));
const require = createRequire(import.meta.url);

/** A program of a package that the tests may use. */
export const tool = (name: string, path: string): string => join(dirname(require.resolve(`${name}/package.json`)), path);

export class User {
  readonly folder = mkdtempSync(join(tmpdir(), 'rumina-user-'));
  readonly packed: Packed;

  constructor() {
    [this.packed] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', this.folder], { cwd: own, encoding: 'utf8' })) as [Packed];
    this.write('package.json', '{ "name": "user", "private": true, "type": "module" }');
    this.run('npm', 'install', '--offline', '--no-audit', '--no-fund', `./${this.packed.filename}`);
  }

  /** What it wrote to its output. Throws when it fails. */
  run(command: string, ...parameters: string[]): string {
    return execFileSync(command, parameters, { cwd: this.folder, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' }, stdio: ['ignore', 'pipe', 'pipe'] });
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text);
  }

  leave(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
