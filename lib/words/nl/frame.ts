import type { frame as en } from "../en/frame.ts";
import { broken } from "./broken.ts";
import { plural } from "./plural.ts";

export const frame: typeof en = {
  lang: "nl",
  locale: "nl-NL",
  roleLine: "Uw IT-dienstverlener",
  roleLineOf: (company) => `IT-dienstverlener van ${company}`,
  footLine: broken.footLine,
  marks: broken.marks,
  notMe: "Dit was ik niet",
  languages: "Taal",
  why: (organization) => `${organization} kreeg dit verzoek op uw naam en vraagt of het van u komt.`,
  facts: { title: "Onderwerp", asked: "Wanneer", technician: "Behandeld door", organization: "Gevraagd door", ticket: "Ticket" },

  moments: {
    time: { today: "{time}", otherDay: "{date}, {time}" },
    fact: { today: "Vandaag, {time}", otherDay: "{date}, {time}" },
    line: { today: "vandaag om {time}", otherDay: "op {date} om {time}" },
  },

  gone: {
    name: broken.name,
    roleLine: broken.roleLine,
    title: "Deze link werkt niet meer",
    lead: "Er is niets gebeurd en er is niets gewijzigd.",
    body: "Een link werkt korte tijd en voor één antwoord. Wacht u nog op hulp? Bel uw IT-dienstverlener op een nummer dat u kent en vraag om een nieuwe.",
    hangUp: "Is er iemand aan de telefoon die wil dat u de link opent? Hang eerst op.",
  },
  refused: {
    tooMany: {
      title: "Te veel antwoorden tegelijk",
      lead: (waitSeconds) =>
        `Er is u niets aangerekend. Wacht ${waitSeconds} ${plural(waitSeconds, { one: "seconde", other: "seconden" })}, ga dan terug en probeer het opnieuw.`,
    },
    foreign: {
      title: "We hebben dat antwoord niet aangenomen",
      lead: "Het kwam niet van onze eigen pagina. Open de link die we u stuurden opnieuw en antwoord daar.",
    },
    broken: {
      title: "We konden dat antwoord niet aannemen",
      lead: "Er is niets gewijzigd. Ga terug en probeer het zo nog eens.",
    },
    back: "Terug",
  },
};
