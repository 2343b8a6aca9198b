import 'katex/dist/katex.min.css';
import './styles/main.css';
import { App } from './app';
import type { Engine } from './engine/engine';
import { startOffline } from './offline';
import { startTheme } from './views/theme';

export async function startPage(engine: Engine, root: HTMLElement): Promise<void> {
  startTheme();
  await new App(engine, root).start();
  startOffline();
}
