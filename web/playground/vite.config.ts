import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { languageTables } from './build/language_tables';
import { offline } from './build/offline';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export default defineConfig({
  // Any folder of any host will do.
  base: './',
  plugins: [languageTables(), offline()],
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
  },
  test: { include: ['tests/unit/**/*.test.ts'] },
});
