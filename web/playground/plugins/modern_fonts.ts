// KaTeX's style sheet names every font in three formats; all browsers that run WebAssembly read WOFF2, so only that is shipped.
import type { Plugin } from 'vite';

export function modernFonts(): Plugin {
  return {
    name: 'rumina-modern-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!/katex(?:\.min)?\.css/.test(id)) return undefined;
      return code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\((["'])(?:woff|truetype)\1\)/g, '');
    },
  };
}
