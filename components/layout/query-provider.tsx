"use client";

import { notifyManager, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { whenNotPressed } from "@/components/ui/hold-while-pressed.ts";

// Fresh data moves what stands below it: never while somebody presses.
if (typeof window !== "undefined") notifyManager.setScheduler(whenNotPressed);

/** TanStack Query for what changes while somebody looks. One client per page load. */
export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          // What the server rendered is fresh enough not to be fetched again on mount; a failed read is tried twice.
          queries: { staleTime: 2_000, retry: 1, refetchOnWindowFocus: true },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
