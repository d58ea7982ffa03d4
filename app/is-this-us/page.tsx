import type { Metadata } from "next";
import { cookies } from "next/headers";
import { reader } from "@/app/reader.ts";
import { shownAsking } from "@/app/v/[token]/shown.tsx";
import { CallerAnswer, type CallerSaid } from "@/components/verification/caller-answer.tsx";
import { oneLine } from "@/lib/notification/html.ts";
import { findCaller } from "@/lib/verification/recognize-phrase.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { callerCookieName } from "./caller-cookie.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await reader()).words.caller.title };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const refusals = ["no", "too_many", "failed"] as const;

/** For somebody who is called: they type the words the caller said, and nothing shows for any others. Opening it changes nothing. */
export default async function IsThisUsPage({ searchParams }: Props) {
  const { said } = await searchParams;
  const { here, words } = await reader();
  return (
    <CallerAnswer
      words={words}
      here={here}
      action="/is-this-us/answer"
      said={said === "yes" ? await readCaller() : (refusals.find((each) => each === said) ?? null)}
    />
  );
}

/** A proof that is too old, or of a question that has ended, is a no. */
async function readCaller(): Promise<CallerSaid> {
  const deps = webDeps();
  const proof = (await cookies()).get(callerCookieName(deps.appUrl))?.value ?? "";
  const caller = await findCaller(deps, proof);
  if (caller === null) return "no";
  const { organization, technicianName, ticketNumber } = caller;
  return {
    organization: shownAsking(organization, { logo: "/is-this-us/logo", companyLogo: "/is-this-us/logo?of=company" }),
    technicianName: technicianName === null ? null : oneLine(technicianName, 120),
    ticketNumber: oneLine(ticketNumber, 60),
  };
}
