// The runs of one text, a cell's or the program's. While one is under way the text may be changed and run again: the newer run
// waits for its turn in the engine, and what the older one comes to is no longer asked for.

export interface Turn {
  /** Whether no newer run was asked for. */
  isLast(): boolean;
  /** When the run has ended: says whether its result is the one to show. */
  end(): boolean;
}

export class Turns {
  private last: { readonly code: string } | null = null;

  /** Whether a result is waited for. */
  get isRunning(): boolean {
    return this.last !== null;
  }

  /** Null when this very text is being run. */
  begin(code: string): Turn | null {
    if (this.last?.code === code) return null;
    const own = { code };
    this.last = own;
    const isLast = () => this.last === own;
    return {
      isLast,
      end: () => {
        const counts = isLast();
        if (counts) this.last = null;
        return counts;
      },
    };
  }
}
