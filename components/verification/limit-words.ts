import type { CountedLimit, LimitName } from "@/lib/verification/limits/schema.ts";

/** What each limit is called, and over what it counts. */
export const limitWords: Record<LimitName, { name: string; per: string }> = {
  startsPerContact: { name: "Verifications of one person", per: "in 24 hours" },
  startsPerTicket: { name: "Verifications for one ticket", per: "in 24 hours" },
  startsPerCompany: { name: "Verifications of one company", per: "in an hour" },
  startsPerOrganization: { name: "Verifications in all", per: "in an hour" },
  messagesPerContact: { name: "Messages to one person", per: "in an hour" },
  messagesPerTicket: { name: "Messages for one ticket", per: "in an hour" },
  messagesPerCompany: { name: "Messages to one company", per: "in an hour" },
  messagesPerOrganization: { name: "Messages in all", per: "in an hour" },
  asksPerAddress: { name: "Requests for a code or another way from one address", per: "in an hour" },
  wrongPerContact: { name: "Wrong answers of one person", per: "in 24 hours" },
  wrongPerTicket: { name: "Wrong answers for one ticket", per: "in 24 hours" },
  wrongPerCompany: { name: "Wrong answers of one company", per: "in 24 hours" },
  wrongPerAddress: { name: "Wrong answers from one address", per: "in an hour" },
  wrongPerOrganization: { name: "Wrong answers in all", per: "in an hour" },
  tryDelaySeconds: { name: "Wait after the second wrong answer", per: "seconds" },
  sendDelaySeconds: { name: "Wait before the second code", per: "seconds" },
  reuseMinutes: { name: "A pass can be used again for", per: "minutes" },
  freshChangeDays: { name: "A changed address is held for", per: "days" },
};

/** The counted ones, as the settings group them. */
export const limitGroups: readonly { title: string; names: readonly CountedLimit[] }[] = [
  { title: "Verifications started", names: ["startsPerContact", "startsPerTicket", "startsPerCompany", "startsPerOrganization"] },
  { title: "Messages sent", names: ["messagesPerContact", "messagesPerTicket", "messagesPerCompany", "messagesPerOrganization"] },
  {
    title: "Answers",
    names: ["wrongPerContact", "wrongPerTicket", "wrongPerCompany", "wrongPerAddress", "wrongPerOrganization", "asksPerAddress"],
  },
];

/** "40 seconds", "12 minutes", "3 hours": rounded up, so that nobody comes back too soon. */
export function waitText(seconds: number): string {
  if (seconds < 90) return seconds === 1 ? "one second" : `${seconds} seconds`;
  if (seconds < 90 * 60) return `${Math.ceil(seconds / 60)} minutes`;
  return `${Math.ceil(seconds / 3_600)} hours`;
}
