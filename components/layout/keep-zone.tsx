"use client";

import { useEffect } from "react";
import { zoneCookie } from "@/components/layout/zone-cookie.ts";

/** Tells the server the browser's time zone, for the times on the next page. */
export function KeepZone() {
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is for https only, and this is one cookie with nothing to escape
    document.cookie = zoneCookie(timeZone, { isHttps: location.protocol === "https:" });
  }, []);
  return null;
}
