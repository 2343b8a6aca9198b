import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { languageTables } from './plugins/language_tables.ts';
import { licences } from './plugins/licences.ts';
import { modernFonts } from './plugins/modern_fonts.ts';
import { offline } from './plugins/offline.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

// RUMINA_DOUBLE=tests/double/session.ts takes that module for the engine, for work on the page alone.
const double = process.env.RUMINA_DOUBLE ? { 'rumina/worker': path(process.env.RUMINA_DOUBLE) } : {};

export default defineConfig({
  resolve: { alias: double },
  // Any folder of any host will do.
  base: './',
  plugins: [languageTables(), modernFonts(), licences(), offline()],
  optimizeDeps: { exclude: ['rumina'] },
  worker: { format: 'es' },
  server: { host: '127.0.0.1', fs: { allow: [path('../..')] } },
  build: {
    outDir: path('../../build/web/playground'),
    emptyOutDir: true,
    target: 'es2022',
    // Fonts and pictures stay files, so that the policy of the page needs no data: for them.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    modulePreload: { polyfill: false },
    // What changes with a release of theirs only is a file of its own: browsers keep it when the page changes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'katex', test: /[\\/]node_modules[\\/]katex[\\/].*\.m?js$/ },
            { name: 'codemirror', test: /[\\/]node_modules[\\/](@codemirror|@lezer|@marijn|crelt|style-mod|w3c-keyname)[\\/]/ },
          ],
        },
      },
    },
  },
  test: { include: ['tests/unit/**/*.test.ts'] },
});
