// Writes the service worker of a build: src/service_worker.ts with the list of the build's files and a name made from
// their contents, so that a new build fills a cache of its own.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { transformWithOxc, type Plugin, type ResolvedConfig } from 'vite';

/** All files below a folder, as paths from it. */
function filesBelow(folder: string, root = folder): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path, root) : [relative(root, path)];
    });
}

export function offline(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'rumina-offline',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    async closeBundle() {
      const folder = config.build.outDir;
      const files = filesBelow(folder).filter((name) => !/^service_worker\.js$|\.(br|gz|map)$/.test(name));
      const hash = createHash('sha256');
      for (const name of files) hash.update(name).update(readFileSync(join(folder, name)));
      const source = readFileSync(join(config.root, 'src/service_worker.ts'), 'utf8');
      const { code } = await transformWithOxc(source, 'service_worker.ts');
      const build = hash.digest('hex').slice(0, 16);
      writeFileSync(
        join(folder, 'service_worker.js'),
        code.replace('__FILES__', JSON.stringify(files.map((name) => (name === 'index.html' ? './' : name)))).replace('__BUILD__', JSON.stringify(build)),
      );
    },
  };
}
