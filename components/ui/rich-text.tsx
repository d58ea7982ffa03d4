import { Children, type ReactNode } from "react";
import type { Rich } from "@/lib/words/schema.ts";

/** A sentence of the catalogs with its parts in the language's own order. */
export function RichText({ parts }: { parts: Rich<ReactNode> }) {
  return Children.toArray([...parts]);
}
