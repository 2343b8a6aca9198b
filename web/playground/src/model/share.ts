// A program in the fragment of an address: `#c1=…` for cells, `#p1=…` for a single program, then the UTF-8 text compressed
// by DEFLATE as base64url. The fragment is never sent to a server. What comes out of one is text of a limited size and
// nothing else; whoever opens the link decides whether it runs.

export type Mode = 'cells' | 'program';

export interface SharedProgram {
  readonly mode: Mode;
  readonly text: string;
}

/** Longest text that is shared, in UTF-8 bytes. */
export const MOST_TEXT = 256 * 1024;
/** Longest fragment that is made or read; browsers and chat programs cut longer addresses. */
export const MOST_FRAGMENT = 32 * 1024;

/** Why there is no link, or why one cannot be read. The message is for people. */
export class ShareError extends Error {
  override readonly name = 'ShareError';
}

const FRAGMENT = /^#?([cp])1=([A-Za-z0-9_-]*)$/;

/** Whether a fragment claims to hold a program. */
export function isShared(fragment: string): boolean {
  return /^#?[cp]\d+=/.test(fragment);
}

export async function encodeProgram({ mode, text }: SharedProgram): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > MOST_TEXT) throw new ShareError('This program is too long for a link. Save it as a file instead.');
  const packed = await readAll(pipe(bytes, new CompressionStream('deflate-raw')), Infinity);
  const fragment = `#${mode === 'cells' ? 'c' : 'p'}1=${toBase64Url(packed)}`;
  if (fragment.length > MOST_FRAGMENT) throw new ShareError('This program is too long for a link. Save it as a file instead.');
  return fragment;
}

export async function decodeProgram(fragment: string): Promise<SharedProgram> {
  if (fragment.length > MOST_FRAGMENT) throw new ShareError('The link is longer than any this page makes.');
  const match = FRAGMENT.exec(fragment);
  if (!match) throw new ShareError('The link is damaged or from a newer version of this page.');
  let text: string;
  try {
    // Stops as soon as too much comes out, so that a small link cannot fill the memory.
    const bytes = await readAll(pipe(fromBase64Url(match[2]!), new DecompressionStream('deflate-raw')), MOST_TEXT);
    text = programText(bytes);
  } catch (error) {
    if (error instanceof ShareError) throw error;
    throw new ShareError('The link is damaged: part of it is missing or was changed.');
  }
  return { mode: match[1] === 'c' ? 'cells' : 'program', text };
}

/**
 * Bytes from elsewhere as a program; throws when they are no UTF-8. Control characters have no business in one: a terminal or
 * a copied text could take them for orders.
 */
export function programText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}

function pipe(bytes: Uint8Array<ArrayBuffer>, through: CompressionStream | DecompressionStream): ReadableStream<Uint8Array> {
  return new Blob([bytes]).stream().pipeThrough(through);
}

async function readAll(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most) {
      await reader.cancel();
      throw new ShareError('The link holds more text than this page accepts.');
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
