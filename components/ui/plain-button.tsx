"use client";

import type { ComponentProps } from "react";
import { useInBrowser } from "@/components/ui/use-reader.ts";

/** A button without a look of its own, which cannot be pressed before its script is there, as `Button` cannot. */
export function PlainButton(props: Omit<ComponentProps<"button">, "type" | "disabled">) {
  return <button {...props} type="button" disabled={!useInBrowser()} />;
}
