import { headers } from "next/headers";
import { cache } from "react";
import type { Deps } from "@/lib/platform/deps.ts";
import { findShownToApprover } from "@/lib/verification/approval/find-approval-page.ts";
import { type Asking, readAsking } from "@/lib/verification/asking.ts";
import { findShownToCallee } from "@/lib/verification/recognize-phrase.ts";
import { findShownToRequester } from "@/lib/verification/shown-to-requester.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { pathHeader } from "@/lib/web/next-path.ts";
import { readCookie } from "@/lib/web/read-cookie.ts";
import { asksForOurs, type Reader, readerOf } from "@/lib/web/reader.ts";
import type { Language } from "@/lib/words/schema.ts";
import { approvalCookieName } from "./a/[token]/approval-cookie.ts";
import { callerCookieName } from "./is-this-us/caller-cookie.ts";
import { readEndProof } from "./v/[token]/end-cookie.ts";
import { readSeenProof } from "./v/[token]/seen-cookie.ts";

type FindDeps = Pick<Deps, "db" | "secrets" | "now" | "appUrl">;
type Asked = { headers: Headers; path: string };

/** Whoever reads the page that is being rendered. */
export const reader = cache(async (): Promise<Reader> => {
  const given = await headers();
  return readerFor(webDeps(), { headers: given, path: given.get(pathHeader) ?? "/" });
});

/**
 * Whoever asks for something under this path. Where their browser asks for none of our languages, the page speaks the one of
 * the company whose people are asked, else the organization's; and English where the page behind the path tells nobody
 * anything, so that a dead link does not tell by its language whose it was.
 */
export async function readerFor(deps: FindDeps, { headers: given, path }: Asked): Promise<Reader> {
  if (asksForOurs(given)) return readerOf(given);
  // What failed here fails again, and is told, where the page itself is read.
  const language = await findLanguage(deps, { headers: given, path }).catch(() => null);
  return readerOf(given, language ?? "en");
}

async function findLanguage(deps: FindDeps, { headers: given, path }: Asked): Promise<Language | null> {
  const asking = await findAsking(deps, { headers: given, path });
  return asking && (await readAsking(deps.db, asking)).language;
}

async function findAsking(deps: FindDeps, { headers: given, path }: Asked): Promise<Asking | null> {
  const [, place, token = ""] = path.split(/[/?]/);
  const { appUrl } = deps;
  if (place === "v") return findShownToRequester(deps, { token, proof: readEndProof(given, appUrl), seen: readSeenProof(given, appUrl) });
  if (place === "a") return findShownToApprover(deps, { token, proof: readCookie(given, approvalCookieName(appUrl)) });
  return place === "is-this-us" ? findShownToCallee(deps, readCookie(given, callerCookieName(appUrl))) : null;
}
