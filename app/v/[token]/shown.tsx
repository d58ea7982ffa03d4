import { type MomentStyle, zonedMomentText } from "@/components/verification/moment-text.ts";
import type { RequesterOrganization } from "@/components/verification/requester-frame.tsx";
import { RequesterRequest } from "@/components/verification/requester-request.tsx";
import { RequesterTime } from "@/components/verification/requester-time.tsx";
import { oneLine } from "@/lib/notification/html.ts";
import type { AskingOrganization } from "@/lib/verification/asking.ts";
import type { OpenPage } from "@/lib/verification/find-open-page.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";
import { requesterPaths } from "./requester-paths.ts";

// From what the engine knows to what the page shows. Names and titles are foreign text: control and direction characters
// go, lengths are capped, and React writes the rest as text.

export function shownName(text: string): string {
  return oneLine(text, 120);
}

export function shownOrganization(organization: AskingOrganization, token: string): RequesterOrganization {
  return shownAsking(organization, requesterPaths(token));
}

/** The same with the addresses of the page that shows it. */
export function shownAsking(
  { name, hasLogo, companyName, hasCompanyLogo }: AskingOrganization,
  paths: { logo: string; companyLogo: string },
): RequesterOrganization {
  return {
    name: shownName(name),
    logoUrl: hasLogo ? paths.logo : undefined,
    companyName: companyName === null ? null : shownName(companyName),
    companyLogoUrl: hasCompanyLogo ? paths.companyLogo : undefined,
  };
}

type Shown = { at: Date; organization: AskingOrganization; style: MomentStyle };

export function shownTime({ locale, moments }: RequesterWords, { at, organization: { timeZone }, style }: Shown) {
  const words = { locale, moments };
  return (
    <RequesterTime
      words={words}
      at={at.toISOString()}
      style={style}
      zoned={zonedMomentText(words, { at, now: new Date(), timeZone }, style)}
    />
  );
}

export function ShownRequest({ words, page }: { words: RequesterWords; page: OpenPage }) {
  return (
    <RequesterRequest
      words={words}
      organizationName={shownName(page.organization.name)}
      technicianName={page.technicianName === null ? null : shownName(page.technicianName)}
      ticketNumber={oneLine(page.ticketNumber, 60)}
      ticketTitle={oneLine(page.ticketTitle, 255)}
      askedAt={shownTime(words, { at: page.askedAt, organization: page.organization, style: "fact" })}
    />
  );
}
