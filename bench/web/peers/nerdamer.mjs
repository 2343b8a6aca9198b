import { loadFrom } from './nerdamer_family.mjs';

export const title = 'nerdamer';
export const load = () => loadFrom('nerdamer/all.min.js');
