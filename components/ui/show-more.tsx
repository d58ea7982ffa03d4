"use client";

import { Button } from "@/components/ui/button.tsx";

type Props = {
  query: { isFetchingNextPage: boolean; isFetchNextPageError: boolean; fetchNextPage: () => Promise<unknown> };
  /** "older gaps" in "Show older gaps". */
  what: string;
};

/** The way on in a list that grows where it stands; the rows before stay. */
export function ShowMore({ query, what }: Props) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button variant="outline" size="sm" isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
        Show {what}
      </Button>
      <p role="alert" className={query.isFetchNextPageError ? "text-danger" : "sr-only"}>
        {query.isFetchNextPageError ? `We could not load the ${what}. Try again.` : ""}
      </p>
    </div>
  );
}
