export type Session = {
  /** One line of progress, with the seconds since the start. */
  say(line: string): void;
  /** Adds to what is undone at the end; the last added is undone first. */
  onEnd(work: () => Promise<void> | void): void;
  /** Undoes everything and leaves with this exit code. Calling it again changes nothing. */
  end(code: number): Promise<void>;
};

const POLL_MS = 500;

/** The life of one launcher run: however it ends (Ctrl-C, a signal, a lost parent, a failure), what it began is undone. */
export function openSession(): Session {
  const start = Date.now();
  const undo: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | null = null;
  const session: Session = {
    say: (line) => void process.stdout.write(`[${((Date.now() - start) / 1000).toFixed(1).padStart(5)} s] ${line}\n`),
    onEnd: (work) => void undo.push(work),
    end: (code) => {
      ending ??= undoAll(undo, session).then((undone) => process.exit(undone ? code : 1));
      return ending;
    },
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void session.end(0));
  // npm does not pass SIGTERM on to its script: when the parent is gone, nobody can stop us any more.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void session.end(0);
  }, POLL_MS).unref();
  return session;
}

async function undoAll(undo: (() => Promise<void> | void)[], session: Session): Promise<boolean> {
  let undone = true;
  for (const work of undo.toReversed()) {
    try {
      await work();
    } catch (error) {
      undone = false;
      session.say(`While stopping: ${(error as Error).message}`);
    }
  }
  return undone;
}
