// What the Vite app of vite.test.ts does with the package; it shows its answers in the page.
import { createSession as createHere, rumina } from 'rumina';
import { createSession } from 'rumina/worker';

// The policy of the page lets scripts for workers come from itself only.
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): unknown;
}
(globalThis as unknown as { trustedTypes: TrustedTypes }).trustedTypes.createPolicy('default', {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError('a script from elsewhere');
    return url;
  },
});

const answers: Record<string, string> = {};
const session = await createSession({ onPrint: (text) => (answers['printed'] = (answers['printed'] ?? '') + text) });
const here = await createHere();
answers['rumina'] = await rumina('1/3 + 1/6');
answers['here'] = (await here.run('integrate(x*exp(x), x)')).text;
answers['worker'] = (await session.run('kept = 7; print("<b>"); solve(x^2 == 2, x)')).text;

const endless = session.run('while true {}');
setTimeout(() => session.cancel(), 50);
answers['cancelled'] = (await endless).error?.id ?? '';
const stuck = session.run('3^21000000; 3^21000001');
setTimeout(() => session.cancel(), 20);
answers['stuck'] = (await stuck).error?.id ?? 'done';
answers['kept'] = (await session.run('kept')).text;

let beats = 0;
const beat = setInterval(() => ++beats, 10);
const busy = here.run('while true {}');
setTimeout(() => here.cancel(), 600);
answers['ended'] = (await busy).error?.id ?? '';
clearInterval(beat);
answers['alive'] = String(beats > 3); // timers go on in the page's own thread
session.dispose();
here.dispose();
const shown = document.createElement('pre');
shown.id = 'answers';
shown.textContent = JSON.stringify(answers);
document.body.append(shown);
