import type { frame as en } from "../en/frame.ts";
import { broken } from "./broken.ts";
import { plural } from "./plural.ts";

export const frame: typeof en = {
  lang: "de",
  locale: "de-DE",
  roleLine: "Ihr IT-Dienstleister",
  roleLineOf: (company) => `IT-Dienstleister von ${company}`,
  footLine: broken.footLine,
  marks: broken.marks,
  notMe: "Das war ich nicht",
  languages: "Sprache",
  why: (organization) => `${organization} hat diese Anfrage in Ihrem Namen erhalten und fragt, ob sie von Ihnen kommt.`,
  facts: { title: "Anliegen", asked: "Wann", technician: "Bearbeitet von", organization: "Gefragt von", ticket: "Ticket" },

  moments: {
    time: { today: "{time}", otherDay: "{date}, {time}" },
    fact: { today: "Heute, {time}", otherDay: "{date}, {time}" },
    line: { today: "heute um {time}", otherDay: "am {date} um {time}" },
  },

  gone: {
    name: broken.name,
    roleLine: broken.roleLine,
    title: "Dieser Link gilt nicht mehr",
    lead: "Es ist nichts passiert und es wurde nichts geändert.",
    body: "Ein Link gilt nur kurze Zeit und für eine Antwort. Warten Sie noch auf Hilfe? Rufen Sie Ihren IT-Dienstleister unter einer Nummer an, die Sie kennen, und bitten Sie um einen neuen.",
    hangUp: "Ist jemand am Telefon, der möchte, dass Sie ihn öffnen? Legen Sie zuerst auf.",
  },
  refused: {
    tooMany: {
      title: "Zu viele Antworten auf einmal",
      lead: (waitSeconds) =>
        `Es wurde Ihnen nichts angerechnet. Warten Sie ${waitSeconds} ${plural(waitSeconds, { one: "Sekunde", other: "Sekunden" })}, gehen Sie dann zurück und versuchen Sie es noch einmal.`,
    },
    foreign: {
      title: "Wir haben diese Antwort nicht angenommen",
      lead: "Sie kam nicht von unserer eigenen Seite. Öffnen Sie den Link, den wir Ihnen geschickt haben, noch einmal und antworten Sie dort.",
    },
    broken: {
      title: "Wir konnten diese Antwort nicht annehmen",
      lead: "Es wurde nichts geändert. Gehen Sie zurück und versuchen Sie es gleich noch einmal.",
    },
    back: "Zurück",
  },
};
