import { expect, test } from "vitest";
import { gather } from "./gather.ts";

type Run = { items: readonly string[]; answer: (results: readonly string[]) => void; fail: (error: unknown) => void };

/** Work whose runs end when the test says so. */
function opened({ most = 10, isOfOneItem = () => false }: { most?: number; isOfOneItem?: () => boolean } = {}) {
  const runs: Run[] = [];
  const work = (items: readonly string[]) => new Promise<readonly string[]>((answer, fail) => void runs.push({ items, answer, fail }));
  return { runs, ask: gather(work, { keyOf: (item: string) => item, most, isOfOneItem }) };
}
const upper = (run: Run | undefined) => run?.answer(run.items.map((item) => item.toUpperCase()));

test("whoever comes while a run is under way waits for the next, and all who wait share it", async () => {
  const { runs, ask } = opened();
  const asked = ["a", "b", "c"].map(ask);
  expect(runs.map(({ items }) => items)).toEqual([["a"]]);
  upper(runs[0]);
  await expect.poll(() => runs[1]?.items).toEqual(["b", "c"]);
  upper(runs[1]);
  expect(await Promise.all(asked)).toEqual(["A", "B", "C"]);
});

test("nobody hears anything before the run with its item has ended", async () => {
  const { runs, ask } = opened();
  const first = ask("a");
  const heard: string[] = [];
  const second = ask("b").then((result) => heard.push(result));
  upper(runs[0]);
  await first;
  await expect.poll(() => runs.length).toBe(2);
  expect(heard).toEqual([]);
  upper(runs[1]);
  await second;
  expect(heard).toEqual(["B"]);
});

test("a run takes no more than it may, and no key twice", async () => {
  const { runs, ask } = opened({ most: 2 });
  const asked = ["x", "a", "a", "b", "c"].map(ask);
  for (const wanted of [["x"], ["a", "b"], ["a", "c"]]) {
    await expect.poll(() => runs.at(-1)?.items).toEqual(wanted);
    upper(runs.at(-1));
  }
  expect(await Promise.all(asked)).toEqual(["X", "A", "A", "B", "C"]);
});

test("one bad item fails alone", async () => {
  const { runs, ask } = opened({ isOfOneItem: () => true });
  const asked = ["x", "good", "bad"].map(ask);
  upper(runs[0]);
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.fail(new Error("a bad value"));
  await expect.poll(() => runs.length).toBe(4);
  upper(runs[2]);
  runs[3]?.fail(new Error("a bad value"));
  expect(await Promise.allSettled(asked)).toMatchObject([{ value: "X" }, { value: "GOOD" }, { reason: { message: "a bad value" } }]);
});

test("when the database is away, those who wait are told with the first", async () => {
  const { runs, ask } = opened();
  const asked = ["a", "b", "c"].map(ask);
  runs[0]?.fail(new Error("away"));
  expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  expect(runs).toHaveLength(1);

  const later = ask("d");
  upper(runs[1]);
  expect(await later).toBe("D");
});
