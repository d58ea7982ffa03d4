import { headers } from "next/headers";
import type { ReactNode } from "react";
import { KeepZone } from "@/components/layout/keep-zone.tsx";
import { QueryProvider } from "@/components/layout/query-provider.tsx";
import { ServedClockProvider } from "@/components/layout/served-clock-provider.tsx";
import { zoneCookieName } from "@/components/layout/zone-cookie.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { servedClock } from "@/lib/web/served-clock.ts";

/** Gives the screens live data and a clock. Asks nothing: every page asks for its own permission. */
export default async function PortalLayout({ children }: { children: ReactNode }) {
  const clock = servedClock(await headers(), { cookieName: zoneCookieName, now: webDeps().now() });
  return (
    <ServedClockProvider clock={clock}>
      <KeepZone />
      <QueryProvider>{children}</QueryProvider>
    </ServedClockProvider>
  );
}
