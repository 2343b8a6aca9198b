// What both commands share: the peers that are there, and the package that is measured.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { loadavg, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Name of the module in peers/, and the npm package it needs. */
export const PEERS = {
  mathjs: 'mathjs',
  nerdamer: 'nerdamer',
  nerdamer_prime: 'nerdamer-prime',
  algebrite: 'algebrite',
  compute_engine: '@cortex-js/compute-engine',
  sympy: 'pyodide',
};
export const OWN = 'rumina';

function version(name) {
  const file = join(HERE, 'node_modules', name, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : undefined;
}

/** The wanted peers that are installed; says which are not. */
export function installedPeers(wanted) {
  return wanted.filter((peer) => {
    if (PEERS[peer] === undefined) fail(`there is no peer ${peer}; there are ${Object.keys(PEERS).join(', ')}`);
    const found = version(PEERS[peer]);
    if (found === undefined) console.log(`${peer}: skipped, the package ${PEERS[peer]} is not installed`);
    else if (peer === 'sympy' && !process.env.SYMPY_FOLDER) console.log('sympy: skipped, there is no SymPy to mount into Pyodide');
    else return true;
    return false;
  });
}

export function fail(message) {
  console.error(`bench/web: ${message}`);
  process.exit(2);
}

/** What make web leaves, or the package as built in its own folder. Sets RUMINA_PACKAGE, which peers/rumina.mjs reads. */
export function choosePackage(given) {
  const candidates = given === undefined ? [join(ROOT, 'build/web/package'), join(ROOT, 'web/package')] : [resolve(given)];
  const folder = candidates.find((candidate) => existsSync(join(candidate, 'dist/rumina.wasm')));
  if (folder === undefined) fail(`there is no dist/rumina.wasm in ${candidates.join(' or ')}; run make web first`);
  process.env.RUMINA_PACKAGE = folder;
  return folder;
}

/** Rumina's package and module, the versions of the peers, and how busy the machine is. */
export function describe(folder, peers) {
  const size = statSync(join(folder, 'dist/rumina.wasm')).size;
  const names = peers.map((peer) => `${PEERS[peer]} ${version(PEERS[peer])}`).join(', ');
  console.log(`Rumina's module has ${(size / 1e6).toFixed(1)} MB. Beside it: ${names || 'nothing'}.`);
  console.log(`Node ${process.versions.node}, ${cpus().length} processors, load ${loadavg()[0].toFixed(1)}.\n`);
}

