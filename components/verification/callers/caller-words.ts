import { ApiRefusal } from "@/components/live/api.ts";
import { findWords } from "@/components/verification/find-words.ts";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import type { CallerView } from "@/lib/verification/callers/schema.ts";

export type StartCallerCode =
  | "verification.ticket_unknown"
  | "verification.already_open"
  | "verification.connection_off"
  | "verification.tickets_not_opened"
  | "verification.no_codes_left";

/** Why a caller is not asked: what happened, then what to do. */
export const startCallerWords: Record<StartCallerCode, string> = {
  "verification.ticket_unknown":
    "No ticket with this number has reached us. Give Autotask’s own id of the ticket instead: the digits after ticketId in the address of its page.",
  "verification.already_open": "An open verification asks about this already. Let it end or cancel it, then start again.",
  "verification.connection_off": "This connection is not connected, so nobody can be asked. Connect it first.",
  "verification.tickets_not_opened": "This connection may not open tickets any more. Choose another way, or ask an admin to switch it on.",
  "verification.no_codes_left": "Three codes were sent to this person within the hour, and more are not. Wait, or call them back.",
};

/** Why nobody was looked for, then what to do. */
export function searchTrouble(error: Error): string {
  const refusal = error instanceof ApiRefusal ? findWords(refusals, String(error.status)) : null;
  return refusal ?? "Autotask gave no answer, so nobody was looked for. Try again; if it stays, look at the connection.";
}

const refusals: Record<string, string> = {
  401: "You are signed out. Sign in again in another tab, then try again.",
  403: "Your role does not allow this. A technician, lead or admin can ask somebody.",
  404: "This connection is not there any more. Load the page again.",
  409: "Autotask refuses our sign-in at the moment. An admin has to correct the credentials of the connection.",
};

/** How somebody can be asked, in one line. */
export function waysText({ ways }: Pick<CallerView, "ways">): string {
  const usable = ways
    .filter((way) => way.usable)
    .map(({ method, destinationMasked }) => {
      const { name } = wordsOfMethod(method);
      return destinationMasked === null ? name : `${name} (${destinationMasked})`;
    });
  return usable.length === 0 ? "Cannot be asked by any way." : `Can be asked by: ${usable.join(", ")}`;
}
