import type { frame as en } from "../en/frame.ts";
import { broken } from "./broken.ts";
import { plural } from "./plural.ts";

export const frame: typeof en = {
  lang: "fr",
  locale: "fr-FR",
  roleLine: "Votre prestataire informatique",
  roleLineOf: (company) => `Prestataire informatique de ${company}`,
  footLine: broken.footLine,
  marks: broken.marks,
  notMe: "Ce n’était pas moi",
  languages: "Langue",
  why: (organization) => `${organization} a reçu cette demande en votre nom et souhaite savoir si elle vient de vous.`,
  facts: { title: "Objet", asked: "Quand", technician: "Suivi par", organization: "Demandé par", ticket: "Ticket" },

  moments: {
    time: { today: "{time}", otherDay: "{date}, {time}" },
    fact: { today: "Aujourd’hui, {time}", otherDay: "{date}, {time}" },
    line: { today: "aujourd’hui à {time}", otherDay: "le {date} à {time}" },
  },

  gone: {
    name: broken.name,
    roleLine: broken.roleLine,
    title: "Ce lien n’est plus valable",
    lead: "Il ne s’est rien passé et rien n’a été modifié.",
    body: "Un lien est valable peu de temps et pour une seule réponse. Vous attendez encore de l’aide ? Appelez votre prestataire informatique à un numéro que vous connaissez et demandez-en un nouveau.",
    hangUp: "Quelqu’un au téléphone vous demande de l’ouvrir ? Raccrochez d’abord.",
  },
  refused: {
    tooMany: {
      title: "Trop de réponses à la fois",
      lead: (waitSeconds) =>
        `Rien ne vous a été décompté. Attendez ${waitSeconds} ${plural(waitSeconds, { one: "seconde", other: "secondes" })}, puis revenez en arrière et réessayez.`,
    },
    foreign: {
      title: "Nous n’avons pas accepté cette réponse",
      lead: "Elle ne venait pas de notre propre page. Ouvrez à nouveau le lien que nous vous avons envoyé et répondez-y.",
    },
    broken: {
      title: "Nous n’avons pas pu accepter cette réponse",
      lead: "Rien n’a été modifié. Revenez en arrière et réessayez dans un instant.",
    },
    back: "Retour",
  },
};
