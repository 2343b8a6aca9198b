// Turns of the event loop. setTimeout waits at least 4 ms in browsers; a message does not.
type Turn = () => Promise<void>;

const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

function byMessage(): Promise<void> {
  if (channel === undefined) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
  }
  const { port2 } = channel;
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(null);
  });
}

/** Lets everything run that waits: timers, input, drawing. */
export const nextTurn: Turn = typeof setImmediate === 'function' ? () => new Promise((resolve) => void setImmediate(resolve)) : byMessage;

/** A timer that does not keep a Node process alive. */
export function timer(milliseconds: number, action: () => void): () => void {
  const handle = setTimeout(action, milliseconds);
  if (typeof handle === 'object' && 'unref' in handle) handle.unref();
  return () => clearTimeout(handle);
}
