import { defineConfig } from 'vitest/config';

// unit: parts of the package by themselves. api: the package as it is shipped, dist/ with the module.
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // Times are measured in some of them.
    fileParallelism: false,
  },
});
