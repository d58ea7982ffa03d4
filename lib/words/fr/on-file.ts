import type { onFile as en } from "../en/on-file.ts";

export const onFile: typeof en = {
  onFile: {
    title: "D’abord, trois questions brèves",
    lead: (organization) =>
      `Elles aident ${organization} à remarquer si quelqu’un d’autre utilise votre nom. À elles seules, elles ne prouvent rien. Vous répondez une seule fois, et vous pouvez les passer.`,
    lastTicket: {
      label: (organization) => `Quand avez-vous demandé de l’aide à ${organization} pour la dernière fois, avant cette demande ?`,
      ago: {
        week: "Il y a moins d’une semaine",
        month: "Il y a moins d’un mois",
        half_year: "Il y a moins de six mois",
        longer: "Il y a plus longtemps",
      },
    },
    device: {
      label: "Quel est le nom d’un ordinateur ou d’une tablette avec lequel vous travaillez ?",
      hint: "Il figure souvent sur une étiquette. Un numéro de série convient aussi.",
    },
    town: { label: "Dans quelle ville travaillez-vous ?" },
    unknown: "Je ne sais pas",
    send: "Continuer",
    skip: "Passer les questions",
  },
};
