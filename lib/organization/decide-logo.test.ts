import { expect, test } from "vitest";
import { decideLogo } from "./decide-logo.ts";
import { logoBytesMax } from "./schema.ts";
import { aPng } from "./testing.ts";

// Real files of 7 by 5 pixels, drawn by a canvas of Chromium, without their colour profiles.
const files = {
  png: "iVBORw0KGgoAAAANSUhEUgAAAAcAAAAFCAYAAACJmvbYAAAAH0lEQVR4AbTJsQ0AAAABQTG5zZmAzidfHSG5TYxOGAAAAP//p6grGQAAAAZJREFUAwAZWQ4EYfCP0wAAAABJRU5ErkJggg==",
  jpeg: "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wAARCAAFAAcDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAP/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAAAgP/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCYBIv/2Q==",
  webpLossy: "UklGRjAAAABXRUJQVlA4ICQAAABwAQCdASoHAAUAB0CWJaACdAFAAAD+338ZO9L/dDyh2KIQAAA=",
  webpLossless: "UklGRhwAAABXRUJQVlA4TBAAAAAvBgABAAdQwChg/wMR0f8A",
};
const file = (base64: string) => Buffer.from(base64, "base64");
const size = { width: 7, height: 5 };

test.each([
  ["a PNG", files.png, "image/png"],
  ["a JPEG", files.jpeg, "image/jpeg"],
  ["a lossy WebP", files.webpLossy, "image/webp"],
  ["a lossless WebP", files.webpLossless, "image/webp"],
])("%s is taken for what its bytes say, with its size", (_, base64, type) => {
  expect(decideLogo(file(base64))).toEqual({ type, ...size });
});

test("an extended WebP has the size of its canvas", () => {
  const bytes = Buffer.alloc(40);
  bytes.write("RIFF\0\0\0\0WEBPVP8X", "latin1");
  bytes.writeUIntLE(1_999, 24, 3);
  bytes.writeUIntLE(299, 27, 3);
  expect(decideLogo(bytes)).toEqual({ type: "image/webp", width: 2_000, height: 300 });
});

test("a JPEG's table of codes is not taken for its frame", () => {
  const bytes = file(files.jpeg);
  const table = Buffer.from([0xff, 0xc4, 0, 17, 8, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect(decideLogo(Buffer.concat([bytes.subarray(0, 2), table, bytes.subarray(2)]))).toEqual({ type: "image/jpeg", ...size });
});

test("a JPEG's size is read behind whatever comes before it, its thumbnail passed over", () => {
  const exif = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 40]), file(files.jpeg).subarray(0, 38)]);
  const frame = Buffer.from([0xff, 0xff, 0xc2, 0, 17, 8, 0x01, 0x2c, 0x07, 0xd0, 3, 0, 0, 0, 0, 0, 0]);
  expect(decideLogo(Buffer.concat([exif, frame]))).toEqual({ type: "image/jpeg", width: 2_000, height: 300 });
});

test.each([
  ["HTML that is called logo.png", "<!doctype html><script>alert(1)</script>", "logo_not_a_picture"],
  ["an SVG", '<?xml version="1.0"?>\n<!-- a comment -->\n<svg xmlns="http://www.w3.org/2000/svg"></svg>', "logo_svg"],
  ["an SVG behind a byte order mark", "\ufeff<SVG\n/>", "logo_svg"],
  ["HTML with a PNG's header chunk in its place", `<html><body>IHDR${"\0\0\0\x20".repeat(10)}`, "logo_not_a_picture"],
  ["a GIF", "GIF89a\x01\0\x01\0\x80\0\0", "logo_not_a_picture"],
  ["nothing", "", "logo_not_a_picture"],
])("%s is refused", (_, text, refusal) => {
  expect(decideLogo(Buffer.from(text))).toBe(refusal);
});

test("a file that is cut off within its header is refused, at any byte", () => {
  for (const [base64, headerBytes] of [
    [files.png, 33],
    [files.webpLossy, 30],
    [files.jpeg, 90],
  ] as const) {
    for (let length = 0; length < headerBytes; length += 1) {
      expect(decideLogo(file(base64).subarray(0, length)), `${length} bytes`).toBe("logo_not_a_picture");
    }
  }
});

test.each([
  [2_000, 2_000, "image/png"],
  [2_001, 10, "logo_too_many_pixels"],
  [10, 2_001, "logo_too_many_pixels"],
  [4_000_000_000, 10, "logo_too_many_pixels"],
  [0, 10, "logo_not_a_picture"],
])("a picture of %i by %i pixels: %s", (width, height, expected) => {
  const decision = decideLogo(aPng({ width, height }));
  expect(typeof decision === "string" ? decision : decision.type).toBe(expected);
});

test("200 KiB is taken, a byte more is not", () => {
  const sized = (bytes: number) => Buffer.concat([aPng(), Buffer.alloc(bytes)], bytes);
  expect(decideLogo(sized(logoBytesMax))).toMatchObject({ type: "image/png" });
  expect(decideLogo(sized(logoBytesMax + 1))).toBe("logo_too_large");
});
