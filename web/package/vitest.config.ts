import { defineConfig } from 'vitest/config';

// unit: parts of the package by themselves. api: the package as it is shipped, dist/ with the module, as Node loads it.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Times are measured in some of them.
    fileParallelism: false,
    server: { deps: { external: [/\/dist\//] } },
  },
});
