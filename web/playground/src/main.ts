// The engine starts first: its worker and its module load while the browser reads the rest of the page.
import { Engine } from './engine/engine';
import { guardScripts } from './guard';

guardScripts();
const engine = new Engine();

const { startPage } = await import('./page');
await startPage(engine, document.querySelector<HTMLElement>('#app')!);
