// Whether an exact value has digits: whether its text names nothing but constants and functions of the library.
import type { LibraryNames } from '../language/tokenizer';

export function isNumber(text: string, library: LibraryNames): boolean {
  const names = text.match(/[\p{L}_][\p{L}\p{Nd}_]*/gu) ?? [];
  // Constants of one letter stand together without a sign: eπ, 2πi.
  return names.every((name) => /^[eiπφ]+$/.test(name) || library.constants.has(name) || library.functions.has(name));
}
