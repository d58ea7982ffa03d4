"use client";

import { Button as HeroButton } from "@heroui/react";
import type { ComponentProps } from "react";
import { useInBrowser } from "@/components/ui/use-reader.ts";

/**
 * HeroUI's button, which cannot be pressed before its script is there: until then a press would do nothing and say nothing, and a
 * form would be sent by the browser itself. It keeps its look meanwhile, and the pointer says that it waits.
 */
export function Button({ isDisabled, ...props }: ComponentProps<typeof HeroButton>) {
  const isAwake = useInBrowser();
  return <HeroButton {...props} isDisabled={isAwake ? isDisabled : true} data-asleep={isAwake ? undefined : ""} />;
}
