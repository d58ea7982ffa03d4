import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { Button } from "@/components/ui/button.tsx";

test("what the server writes cannot be pressed before its script is there, whatever it is given", () => {
  for (const isDisabled of [undefined, false, true]) {
    const html = renderToString(createElement(Button, { isDisabled, type: "submit" }, "Pause"));
    expect(html).toMatch(/<button[^>]* disabled=""/);
    expect(html).toContain('data-asleep=""');
  }
});
