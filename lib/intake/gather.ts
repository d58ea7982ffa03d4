type Waiting<T, R> = { item: T; key: string; resolve: (result: R) => void; reject: (error: unknown) => void };

type Options<T> = {
  /** Two items of one key never share a run: the second waits for the next. */
  keyOf: (item: T) => string;
  /** Items in one run at most. */
  most: number;
  /** Whether a failed run may be the fault of one of its items: then each of them is tried alone. */
  isOfOneItem: (error: unknown) => boolean;
};

/**
 * Lets many callers share one run of `work`: whoever comes while a run is under way waits for the next one, so a lone caller
 * is never kept waiting and a crowd costs one round trip and one commit. `work` answers in the order of its items, and a
 * caller hears nothing before the run with its item has ended. When a run fails for everybody's reason (the database is
 * away), those who wait fail with it: each would find out by itself, one time-out after the other.
 */
export function gather<T, R>(work: (items: readonly T[]) => Promise<readonly R[]>, options: Options<T>): (item: T) => Promise<R> {
  let waiting: Waiting<T, R>[] = [];
  let running = false;

  const runOne = async (only: Waiting<T, R>) => {
    await work([only.item]).then(([result]) => only.resolve(result as R), only.reject);
  };

  const run = async (group: readonly Waiting<T, R>[]) => {
    try {
      const results = await work(group.map(({ item }) => item));
      for (const [index, each] of group.entries()) each.resolve(results[index] as R);
    } catch (error) {
      if (group.length > 1 && options.isOfOneItem(error)) return void (await Promise.all(group.map(runOne)));
      const failed = options.isOfOneItem(error) ? group : [...group, ...waiting.splice(0)];
      for (const each of failed) each.reject(error);
    }
  };

  const takeGroup = () => {
    const group = new Map<string, Waiting<T, R>>();
    const later: Waiting<T, R>[] = [];
    for (const each of waiting) {
      if (group.size < options.most && !group.has(each.key)) group.set(each.key, each);
      else later.push(each);
    }
    waiting = later;
    return [...group.values()];
  };

  const runAll = async () => {
    if (running) return;
    running = true;
    while (waiting.length > 0) await run(takeGroup());
    running = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, key: options.keyOf(item), resolve, reject });
      void runAll();
    });
}
