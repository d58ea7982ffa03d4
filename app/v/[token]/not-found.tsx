import type { Metadata } from "next";
import { RequesterGone } from "@/components/verification/requester-gone.tsx";
import { requesterWords } from "@/components/verification/requester-words.ts";

export const metadata: Metadata = { title: requesterWords.gone.title };

/** Unknown, answered and too old are one page and one status. */
export default function LinkGone() {
  return <RequesterGone />;
}
