import 'katex/dist/katex.min.css';
import './styles/main.css';
import { App } from './app';
import { guardScripts } from './guard';
import { startOffline } from './offline';
import { startTheme } from './views/theme';

guardScripts();
startTheme();
void new App(document.querySelector<HTMLElement>('#app')!).start();
startOffline();
