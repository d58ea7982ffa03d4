"use client";

import { useEffect } from "react";

const afterMs = 3_000;

/** Goes on by itself, where there is a script: to where a link beside it leads too. */
export function RequesterLater({ href }: { href: string }) {
  useEffect(() => {
    const timer = setTimeout(() => window.location.replace(href), afterMs);
    return () => clearTimeout(timer);
  }, [href]);
  return null;
}
