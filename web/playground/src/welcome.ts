// What a first visit shows.
import type { SharedProgram } from './model/share';

export const WELCOME: SharedProgram = {
  mode: 'cells',
  text: `# %%
# Welcome! Everything here is exact. Change a line and press Shift+Enter.
1/3 + 1/6

# %%
integrate(x^2 * exp(x), x)

# %%
solve(x^2 - x - 1 == 0, x)

# %%
plot([sin(x)/x, cos(x)/3], x, -12, 12)
`,
};
