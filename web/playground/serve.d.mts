import type { Server } from 'node:http';

/** Serves a folder on loopback; resolves when it listens. Port 0 takes a free one. */
export function serve(folder: string, port: number): Promise<Server>;
