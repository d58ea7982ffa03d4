"use client";

import { useRouter } from "next/navigation";
import { startTransition } from "react";
import { LoadError } from "@/components/ui/load-error.tsx";
import { Panel } from "@/components/ui/panel.tsx";

export type ScreenFailure = { error: Error & { digest?: string }; reset: () => void };

/** In place of a screen that failed; the shell around it stays. */
export function ScreenError({ what, error, reset }: ScreenFailure & { what: string }) {
  const router = useRouter();
  // Both: reset alone would draw the same failed answer of the server again.
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <Panel flush>
      <h1 className="sr-only">This page could not be shown</h1>
      <LoadError what={what} id={error.digest} onRetry={again} />
    </Panel>
  );
}
