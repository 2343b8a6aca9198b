// What was thrown, which may be anything.
/** As text, whatever was thrown. */
export function reason(thrown: unknown): string {
  if (typeof WebAssembly.Exception === 'function' && thrown instanceof WebAssembly.Exception) return 'the engine raised an exception that it did not handle';
  return thrown instanceof Error ? thrown.message : String(thrown);
}
