import type { Metadata } from "next";
import { HelpPage } from "@/components/help/help-page.tsx";
import { nameOfCode } from "@/components/help/name-of-code.ts";
import { readHelp } from "@/lib/web/help/read-help.ts";

export const metadata: Metadata = { title: "When something is wrong" };

/** Open to anybody: whoever cannot sign in may need it, and it holds nothing but the product's own words. */
export default async function WhenSomethingIsWrongPage() {
  return <HelpPage help={await readHelp()} nameOf={nameOfCode} />;
}
