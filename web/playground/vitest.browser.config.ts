// The tests in a browser, on the built page. What is timed shares the machine with nothing else; of the others two files run
// side by side.
import { configDefaults, defineConfig } from 'vitest/config';

const TIMED = ['tests/browser/page.test.ts', 'tests/browser/speed.test.ts'];
const limits = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'timed', include: TIMED, fileParallelism: false, sequence: { groupOrder: 0 }, ...limits } },
      { test: { name: 'others', include: ['tests/browser/**/*.test.ts'], exclude: [...configDefaults.exclude, ...TIMED], maxWorkers: 2, sequence: { groupOrder: 1 }, ...limits } },
    ],
  },
});
