import type { ReactNode } from "react";
import { QueryProvider } from "@/components/layout/query-provider.tsx";

/** Gives the screens live data. Asks nothing: every page asks for its own permission. */
export default function PortalLayout({ children }: { children: ReactNode }) {
  return <QueryProvider>{children}</QueryProvider>;
}
