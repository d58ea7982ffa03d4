import { expect, test } from "vitest";
import { isolate } from "@/components/verification/isolate.ts";

test("a name that could turn the sentence around is closed in, and every other is left as it is", () => {
  for (const name of ["محمد عبد الرحمن", "אברהם", "\u202Eevil.exe", "a\u2067b"]) expect(isolate(name)).toBe(`\u2068${name}\u2069`);
  for (const name of ["Zoë Škvorecká", "山田 花子", "Nguyễn Thị Minh Khai", ""]) expect(isolate(name)).toBe(name);
});
