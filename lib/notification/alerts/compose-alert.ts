import type { IncidentKind } from "../../platform/db/generated/enums.ts";
import { oneLine } from "../html.ts";
import type { AlertKind } from "../schema.ts";
import { incidentWords, whatHappened } from "./incident-words.ts";

/** An alert in words, before mail or chat give it a form. Foreign names in it are one clean line each, and not yet escaped. */
export type AlertText = {
  title: string;
  /** Sentences, one for each paragraph. */
  paragraphs: readonly string[];
  /** Term and value, such as "Since" and a moment. */
  facts: readonly (readonly [term: string, value: string])[];
  link: { label: string; url: string };
  organizationName: string;
  tone: "trouble" | "good" | "neutral";
};

export type AlertSource = {
  kind: AlertKind;
  organization: { name: string; slug: string; timeZone: string };
  appUrl: URL;
  /** Now. */
  at: Date;
  /** Null for a test. */
  incident: {
    connectionId: string;
    connectionName: string;
    kind: IncidentKind;
    code: string;
    /** What the code's sentence names. */
    params?: Readonly<Record<string, string>>;
    openedAt: Date;
    closedAt: Date | null;
  } | null;
};

/** What an alert says: what happened, since when, what it means for tickets, what to do, and where. Holds no secret and no requester. */
export function composeAlert(source: AlertSource): AlertText {
  const { kind, organization, appUrl, at, incident } = source;
  const organizationName = oneLine(organization.name);
  const moment = (time: Date) => `${momentIn(organization.timeZone).format(time)} (${organization.timeZone.replaceAll("_", " ")})`;
  if (kind === "test" || incident === null) {
    return {
      title: "Test of Countersign alerts",
      paragraphs: [
        "This is a test that somebody asked for. Alerts come here, one for each trouble: of your Autotask connections, and of requests in somebody else's name.",
      ],
      facts: [["Sent", moment(at)]],
      link: { label: "Open the settings", url: new URL(`/${organization.slug}/settings/alerts`, appUrl).href },
      organizationName,
      tone: "neutral",
    };
  }
  const name = oneLine(incident.connectionName, 80);
  const { closedAt } = incident;
  return {
    ...saying(kind, name, incident),
    facts: [
      ["Connection", name],
      [closedAt === null ? "Since" : "From", moment(incident.openedAt)],
      ...(closedAt === null ? [] : ([["Until", moment(closedAt)]] as const)),
    ],
    link: { label: "Open the connection's page", url: new URL(`/${organization.slug}/connections/${incident.connectionId}`, appUrl).href },
    organizationName,
  };
}

type Saying = Pick<AlertText, "title" | "paragraphs" | "tone">;
type Told = NonNullable<AlertSource["incident"]>;

function saying(kind: AlertKind, name: string, { kind: trouble, code, params, closedAt }: Told): Saying {
  const words = incidentWords[trouble];
  const what = whatHappened(trouble, code, params);
  if (kind === "repaired")
    return { title: `${name}: repaired`, paragraphs: [what, words.repaired, "There is nothing to do."], tone: "good" };
  if (kind === "back_to_normal") {
    return { title: `${name}: back to normal`, paragraphs: [`This is over: ${words.brief}.`, words.over], tone: "good" };
  }
  if (kind === "keeps_happening") {
    return {
      title: `${name}: keeps happening (${words.brief})`,
      paragraphs: [
        what,
        "This began several times within an hour. We stay quiet about it for the rest of the hour.",
        words.meaning,
        words.todo,
      ],
      tone: "trouble",
    };
  }
  // A gap is often found when it is over: then it is told of as a whole.
  const then = closedAt === null ? [words.meaning, words.todo] : [words.over];
  return { title: `${name}: ${words.brief}`, paragraphs: [what, ...then], tone: "trouble" };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** How moments are written for people in this time zone. */
export function momentIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone) ?? new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone });
  formats.set(timeZone, known);
  return known;
}
