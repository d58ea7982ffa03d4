"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { ApiRefusal } from "@/components/live/api.ts";
import { Code } from "@/components/ui/code.tsx";
import { When } from "@/components/ui/when.tsx";

type Props = {
  query: Pick<UseQueryResult, "isRefetchError" | "error" | "dataUpdatedAt">;
  /** "this list" in "We could not renew this list." */
  what: string;
};

/** Says that what stands here is old because it could not be read again, and what to do. Nothing while all is well. */
export function LiveTrouble({ query, what }: Props) {
  if (!query.isRefetchError) return null;
  const refusal = query.error instanceof ApiRefusal ? query.error : null;
  return (
    <div
      role="alert"
      className="mb-4 rounded-panel border border-border bg-warning-soft px-4 py-2.5 text-dense text-warning-soft-foreground"
    >
      We could not renew {what}. It stands as of <When at={new Date(query.dataUpdatedAt)} />.{" "}
      {refusal?.status === 401 ? "You are signed out: load the page again to sign in." : "We keep trying."}
      {refusal?.requestId !== undefined && (
        <>
          {" "}
          The id of the last try is <Code>{refusal.requestId}</Code>.
        </>
      )}
    </div>
  );
}
