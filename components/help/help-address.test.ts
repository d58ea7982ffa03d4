import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { helpAddress } from "@/components/help/help-address.ts";
import { nameOfCode } from "@/components/help/name-of-code.ts";
import { failureCodes, verdictCodes } from "@/lib/connection/schema.ts";

const document = readFileSync(new URL("../../docs/when-something-is-wrong.md", import.meta.url), "utf8");

test.each([...failureCodes, ...verdictCodes])("the help has a section for %s, named as the screens name it", (code) => {
  const [, anchor] = helpAddress(code).split("#");
  expect(document).toContain(`\n| \`${anchor}\` | `);
  expect(nameOfCode(code)).toBeTruthy();
});
