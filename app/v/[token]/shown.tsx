import type { RequesterOrganization } from "@/components/verification/requester-frame.tsx";
import { RequesterRequest } from "@/components/verification/requester-request.tsx";
import { RequesterTime } from "@/components/verification/requester-time.tsx";
import { type MomentStyle, zonedMomentText } from "@/components/verification/requester-words.ts";
import { oneLine } from "@/lib/notification/html.ts";
import type { AskingOrganization, OpenPage } from "@/lib/verification/find-open-page.ts";
import { requesterPaths } from "./requester-paths.ts";

// From what the engine knows to what the page shows. Names and titles are foreign text: control and direction characters
// go, lengths are capped, and React writes the rest as text.

export function shownName(text: string): string {
  return oneLine(text, 120);
}

export function shownOrganization({ name, hasLogo }: AskingOrganization, token: string): RequesterOrganization {
  return { name: shownName(name), logoUrl: hasLogo ? requesterPaths(token).logo : undefined };
}

export function shownTime(at: Date, { timeZone }: AskingOrganization, style: MomentStyle) {
  return <RequesterTime at={at.toISOString()} style={style} zoned={zonedMomentText({ at, now: new Date(), timeZone }, style)} />;
}

export function ShownRequest({ page }: { page: OpenPage }) {
  return (
    <RequesterRequest
      organizationName={shownName(page.organization.name)}
      technicianName={page.technicianName === null ? null : shownName(page.technicianName)}
      ticketNumber={oneLine(page.ticketNumber, 60)}
      ticketTitle={oneLine(page.ticketTitle, 255)}
      askedAt={shownTime(page.askedAt, page.organization, "fact")}
    />
  );
}
