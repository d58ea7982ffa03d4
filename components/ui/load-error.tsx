"use client";

import { RotateCw } from "lucide-react";
import { Button } from "@/components/ui/button.tsx";
import { Code } from "@/components/ui/code.tsx";

type Props = {
  /** "the deliveries" in "We could not load the deliveries." */
  what: string;
  id?: string;
  onRetry?: () => void;
};

/** In the panel that failed, the others stay: what, what to do, an id to quote. */
export function LoadError({ what, id, onRetry }: Props) {
  return (
    <div role="alert" className="px-4 py-6 text-body">
      <p className="font-medium">We could not load {what}.</p>
      <p className="mt-1 text-muted">
        {id === undefined ? (
          "Try again; if it stays, tell your administrator."
        ) : (
          <>
            Try again; if it stays, give support this id: <Code>{id}</Code>.
          </>
        )}
      </p>
      {onRetry !== undefined && (
        <Button variant="outline" size="sm" className="mt-3" onPress={onRetry}>
          <RotateCw aria-hidden />
          Try again
        </Button>
      )}
    </div>
  );
}
