// Notices a server that does not answer: every statement has a limit of its own there, so silence beyond it means nobody is there.

export type AnswerWatch = { sent: (limitMs: number) => void; answered: () => void; stop: () => void };

/** A process that was busy itself gets this long to read what has arrived meanwhile. */
const secondLookMs = 100;

/** Statements on one connection are answered one after another, so each answer starts the wait for the next. */
export function watchAnswers(onSilence: () => void): AnswerWatch {
  let waiting = 0;
  let limitMs = 0;
  let timer: NodeJS.Timeout | undefined;

  function wait(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = setTimeout(onSilence, secondLookMs);
    }, limitMs - secondLookMs);
  }

  return {
    sent: (limit) => {
      waiting += 1;
      limitMs = limit;
      if (waiting === 1) wait();
    },
    answered: () => {
      waiting -= 1;
      if (waiting > 0) wait();
      else clearTimeout(timer);
    },
    stop: () => clearTimeout(timer),
  };
}
