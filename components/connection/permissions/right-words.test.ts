import { expect, test } from "vitest";
import { permissionTable, rightActions } from "@/lib/connection/schema.ts";
import { fixesAsText, pathOf, rightWords, sentenceOf } from "./right-words.ts";

const wanted = permissionTable.flatMap(({ object, actions }) =>
  rightActions.filter((action) => actions[action]).map((action) => ({ object, action })),
);

test.each(wanted)("the right to $action $object says what its lack means, in one sentence, and where to mend it", (right) => {
  const sentence = rightWords[right.object][right.action]?.missing;
  expect(sentence).toMatch(/^[A-Z].*\.$/);
  expect(pathOf(right.object)[0]).toBe("Admin");
  expect(pathOf(right.object).length).toBeGreaterThan(3);
});

test("a right that is granted says nothing; one in part says what that means", () => {
  const right = { object: "Contacts", action: "view", needed: true, granted: true, level: "all", purposes: ["always" as const] } as const;
  const of = (sign: "granted" | "part") => sentenceOf({ ...right, purposes: [...right.purposes], sign });
  expect(of("granted")).toBeNull();
  expect(of("part")).toContain("some companies only");
});

test("the text for a colleague names each missing right with its path, and nothing that is granted", () => {
  const base = { needed: true, level: "none", purposes: [] } as const;
  const text = fixesAsText([
    { ...base, purposes: [], object: "Contacts", action: "view", granted: false, sign: "missing" },
    { ...base, purposes: [], object: "Tickets", action: "view", granted: true, level: "all", sign: "granted" },
  ]);
  expect(text).toContain("[ ] Contacts: View");
  expect(text).toContain("Open: Admin > Resources/Users (HR) > Security > Security Level > Countersign API > CRM");
  expect(text).not.toContain("Tickets: View");
});
