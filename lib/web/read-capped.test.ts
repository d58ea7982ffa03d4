import { expect, test } from "vitest";
import { readCapped } from "./read-capped.ts";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("https://portal.example", { method: "POST", body, headers, ...{ duplex: "half" } });

function endless(onPull: () => void) {
  return new ReadableStream({
    pull(controller) {
      onPull();
      controller.enqueue(new Uint8Array(64));
    },
  });
}

test("every byte arrives as it was sent, a byte order mark and broken UTF-8 included", async () => {
  const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x00]);
  expect([...(await readCapped(post(bytes)))]).toEqual([...bytes]);
});

test("a body of exactly the cap is read, one byte more is refused", async () => {
  expect(await readCapped(post(new Uint8Array(100)), 100)).toHaveLength(100);
  await expect(readCapped(post(new Uint8Array(101)), 100)).rejects.toMatchObject({ code: "web.body_too_large" });
});

test("an endless body is left at the cap", async () => {
  let pulls = 0;
  await expect(readCapped(post(endless(() => pulls++)), 1_000)).rejects.toMatchObject({ code: "web.body_too_large" });
  expect(pulls).toBeLessThan(25);
});

test("a length that is announced as too large is refused unread", async () => {
  let pulls = 0;
  const request = post(
    endless(() => pulls++),
    { "content-length": "5000" },
  );
  await expect(readCapped(request, 1_000)).rejects.toMatchObject({ code: "web.body_too_large" });
  expect(pulls).toBeLessThan(3);
});
