import type { WorkerEvents } from "graphile-worker";

export type FairTurns = {
  /** The flags whose jobs the next fetch leaves in the queue. Resolves when the fetch before it has ended. */
  flagsToLeave: () => Promise<string[] | null>;
  /** Leaves the jobs with these flags in the queue for a while: the next one would be turned away as this one was. */
  rest: (flags: readonly string[], forMs: number) => void;
};

type Flagged = { flags: { [flag: string]: true } | null };

/** So long at most: what somebody else used up can be free again at any time. */
const longestRestMs = 30_000;

/**
 * Shares the places of one worker between connections, whose jobs carry the same flag: each may hold half of those that
 * the others leave, and one place in any case. So a connection with thousands of jobs, or with answers that take half a
 * minute, leaves places for the rest, and what it leaves is not even fetched. Fetches go one after the other, since two at
 * once would not see each other's job.
 */
export function fairTurns(events: WorkerEvents, concurrency: number): FairTurns {
  const running = new Map<string, number>();
  const resting = new Map<string, number>();
  let total = 0;
  let lastFetch = Promise.resolve();
  let endFetch = () => {};

  events.on("job:start", ({ job }) => {
    total += 1;
    for (const flag of flagsOf(job)) running.set(flag, (running.get(flag) ?? 0) + 1);
    endFetch();
  });
  events.on("worker:getJob:empty", () => endFetch());
  events.on("worker:getJob:error", () => endFetch());
  events.on("job:complete", ({ job }) => {
    total -= 1;
    for (const flag of flagsOf(job)) {
      const left = (running.get(flag) ?? 1) - 1;
      if (left > 0) running.set(flag, left);
      else running.delete(flag);
    }
  });

  return {
    flagsToLeave: async () => {
      const before = lastFetch;
      const mine = Promise.withResolvers<void>();
      lastFetch = mine.promise;
      await before;
      endFetch = mine.resolve;
      const now = performance.now();
      for (const [flag, until] of resting) if (until <= now) resting.delete(flag);
      const full = [...running].filter(([, count]) => count >= placesOf(count, { total, concurrency })).map(([flag]) => flag);
      const flags = [...new Set([...full, ...resting.keys()])];
      return flags.length === 0 ? null : flags;
    },
    rest: (flags, forMs) => {
      const until = performance.now() + Math.min(forMs, longestRestMs);
      for (const flag of flags) resting.set(flag, Math.max(until, resting.get(flag) ?? 0));
    },
  };
}

export function flagsOf({ flags }: Flagged): string[] {
  return Object.keys(flags ?? {});
}

function placesOf(own: number, { total, concurrency }: { total: number; concurrency: number }): number {
  return Math.max(1, Math.ceil((concurrency - (total - own)) / 2));
}
