import type { onFile as en } from "../en/on-file.ts";

export const onFile: typeof en = {
  onFile: {
    title: "Zuerst drei kurze Fragen",
    lead: (organization) =>
      `Sie helfen ${organization} zu merken, wenn jemand anderes Ihren Namen benutzt. Sie beweisen für sich nichts. Sie antworten einmal und dürfen sie überspringen.`,
    lastTicket: {
      label: (organization) => `Wann haben Sie ${organization} vor dieser Anfrage zuletzt um Hilfe gebeten?`,
      ago: {
        week: "Vor weniger als einer Woche",
        month: "Vor weniger als einem Monat",
        half_year: "Vor weniger als einem halben Jahr",
        longer: "Vor längerer Zeit",
      },
    },
    device: {
      label: "Wie heißt ein Computer oder Tablet, mit dem Sie arbeiten?",
      hint: "Oft steht es auf einem Aufkleber. Eine Seriennummer geht auch.",
    },
    town: { label: "In welchem Ort arbeiten Sie?" },
    unknown: "Das weiß ich nicht",
    send: "Weiter",
    skip: "Fragen überspringen",
  },
};
