import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { themeScript } from "@/components/layout/theme.ts";
import { pathHeader } from "@/lib/web/next-path.ts";
import { isForReaders } from "@/lib/web/reader.ts";
import { reader } from "./reader.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Countersign", template: "%s · Countersign" },
  description: "Has the person behind every ticket proven before anyone acts.",
  // Links in our mails carry secrets; nothing of this belongs in a search index.
  robots: { index: false, follow: false },
  // Not no-referrer: browsers would send "Origin: null" with our own forms, which we refuse. Other sites learn nothing either way.
  referrer: "same-origin",
  // Phone numbers on evidence pages are masked: a browser that turns them into links gets them wrong.
  formatDetection: { telephone: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f4f6f9" },
    { media: "(prefers-color-scheme: dark)", color: "#0c0f18" },
  ],
};

/**
 * Reads the request's nonce, so every page is rendered per request. Needs no database, but to know the company's
 * language where a reader's browser asks for none of ours.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const given = await headers();
  const nonce = given.get("x-nonce") ?? undefined;
  const lang = isForReaders(given.get(pathHeader)) ? (await reader()).language : "en";
  return (
    // The script sets data-theme before React looks, on purpose.
    <html lang={lang} suppressHydrationWarning>
      <head>
        {/* React Aria reads the nonce here for the one style element it adds. */}
        <meta property="csp-nonce" nonce={nonce} />
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which must run before the first paint */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
