// Events from work in the background to one reader, in order.

export type Channel<T> = {
  send: (event: T) => void;
  close: () => void;
  read: () => AsyncGenerator<T>;
};

export function openChannel<T>(): Channel<T> {
  const waiting: T[] = [];
  let closed = false;
  let wake: (() => void) | undefined;
  const stir = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    send(event) {
      if (!closed) waiting.push(event);
      stir();
    },
    close() {
      closed = true;
      stir();
    },
    async *read() {
      for (;;) {
        while (waiting.length > 0) yield waiting.shift() as T;
        if (closed) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
