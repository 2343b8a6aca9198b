import { loadFrom } from './nerdamer_family.mjs';

export const title = 'nerdamer-prime';
export const load = () => loadFrom('nerdamer-prime/all');
