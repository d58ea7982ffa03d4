import type { mails as en } from "../en/mails.ts";
import { approver } from "./approver.ts";
import { frame } from "./frame.ts";

const notYou = `Si vous n’avez rien demandé, ouvrez la page et choisissez « ${frame.notMe} ». Rien ne sera alors modifié pour vous.`;
const received = (asks: string, ticket: string) => `${asks} a reçu le ticket ${ticket} en votre nom`;

export const mails: typeof en = {
  lang: frame.lang,
  locale: frame.locale,
  hello: (name) => (name === null ? "Bonjour," : `Bonjour ${name},`),
  asks: (technician, organization) => (technician === null ? organization : `${technician} de ${organization}`),
  confirmation: {
    subject: (organization, ticket) => `${organization} : confirmez le ticket ${ticket}`,
    asked: (asks, ticket) => `${received(asks, ticket)} et vous demande de confirmer qu’il vient de vous.`,
    notYou,
    never: "Ne lisez jamais un code à quelqu’un qui vous appelle. Personne ne vous demandera votre mot de passe.",
  },
  code: {
    line: (code, until) => `Votre code : ${code} (valable jusqu’à ${until})`,
    above: (until) => `Votre code, valable jusqu’à ${until}`,
    here: "Saisissez-le sur cette page :",
    button: "Ouvrir la page et saisir le code",
    never: "Ne lisez jamais ce code à quelqu’un qui vous appelle. Personne ne vous demandera votre mot de passe.",
    only: (organization, phrase) =>
      `Êtes-vous en ce moment au téléphone avec ${organization} à ce sujet ? Ne lisez le code qu’au technicien ou à la technicienne qui vous dit d’abord ces mots : « ${phrase} ». Ne le donnez à personne d’autre, quelle que soit la personne qui appelle. Personne ne vous demandera votre mot de passe.`,
  },
  link: {
    how: {
      passkey: "Confirmez-le avec votre clé d’accès sur cette page :",
      totp: "Confirmez-le avec le code affiché par votre application d’authentification sur cette page :",
      company_sign_in: "Confirmez-le avec votre compte professionnel sur cette page :",
      external_provider: "Confirmez-le auprès d’un service de vérification ; cette page vous y mène :",
    },
    button: "Ouvrir la page et confirmer",
  },
  number: {
    subject: (organization, who, ticket) => `${organization} : appelez ${who} au sujet du ticket ${ticket}`,
    asked: (asks, ticket, who) => `${received(asks, ticket)}. Nous demandons à ${who}, de votre entreprise, si la demande est justifiée.`,
    todo: (who) =>
      `Ouvrez cette page pour voir votre nombre, puis appelez ${who} et donnez-lui ce nombre. Ne le donnez à personne d’autre.`,
    button: "Ouvrir la page avec votre nombre",
  },
  approval: {
    somebody: approver.somebody,
    subject: (organization, ticket, who) => `${organization} : le ticket ${ticket} de ${who} est-il justifié ?`,
    asked: (who, ticket, asks) =>
      `${who} a demandé de l’aide dans le ticket ${ticket}. ${asks} souhaite savoir de vous si la demande est justifiée.`,
    sure: approver.sure,
    call: (who) =>
      `Parlez d’abord avec ${who}, à un numéro que vous connaissez. Cette personne a un nombre à deux chiffres pour vous ; vous le saisissez sur la page.`,
    notRight: `Si personne ne vous donne de nombre, ou si la demande n’est pas justifiée, ouvrez la page et choisissez « ${approver.notRight} ».`,
    never: "Personne ne vous demandera votre mot de passe, et personne d’autre ne peut vous donner le nombre.",
    here: "Répondez sur cette page :",
    button: "Ouvrir la page et répondre",
  },
  authenticator: {
    totp: {
      added: {
        subject: (organization) => `${organization} : application d’authentification ajoutée`,
        told: (organization, at) =>
          `Une application d’authentification a été ajoutée. Elle vous permet de prouver à ${organization} qu’une demande vient de vous. C’était le ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization} : application d’authentification retirée`,
        told: (organization, at) =>
          `Une application d’authentification a été retirée. Elle ne prouve plus à ${organization} qu’une demande vient de vous. C’était le ${at}.`,
      },
    },
    passkey: {
      added: {
        subject: (organization) => `${organization} : clé d’accès ajoutée`,
        told: (organization, at) =>
          `Une clé d’accès a été ajoutée. Elle vous permet de prouver à ${organization} qu’une demande vient de vous. C’était le ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization} : clé d’accès retirée`,
        told: (organization, at) =>
          `Une clé d’accès a été retirée. Elle ne prouve plus à ${organization} qu’une demande vient de vous. C’était le ${at}.`,
      },
    },
    notYou: (organization) => `Ce n’était pas vous ? Appelez tout de suite ${organization}, à un numéro que vous connaissez.`,
  },
  approverChosen: {
    added: {
      subject: (organization) => `${organization} : vous pouvez être interrogé au sujet de demandes de votre entreprise`,
      told: (organization, company) =>
        `${organization} vous a désigné comme une personne dont l’accord compte pour les demandes des personnes de ${company}. Si l’une d’elles demande quelque chose d’important, nous pourrons vous écrire pour savoir si c’est exact.`,
    },
    removed: {
      subject: (organization) => `${organization} : vous n’êtes plus interrogé au sujet de demandes`,
      told: (organization, company) =>
        `${organization} ne vous interroge plus au sujet des demandes des personnes de ${company}. Une question encore ouverte a pris fin.`,
    },
    next: (organization) => `Vous n’avez rien à faire. Ce n’est pas exact ? Appelez ${organization} à un numéro que vous connaissez.`,
  },
  texts: {
    code: (code, ticket, organization, until) =>
      `${code} est votre code pour le ticket ${ticket} de ${organization}, valable jusqu'à ${until}.`,
    never: "Ne le lisez jamais à quelqu'un qui vous appelle.",
    only: (phrase) => `Ne le lisez au téléphone qu'à notre technicien qui dit d'abord : ${phrase}. À personne d'autre.`,
    link: (organization, ticket, link) =>
      `${organization} vous demande de confirmer le ticket ${ticket}. Le code arrive dans un autre message. Saisissez-le ici, ou dites que ce n'était pas vous: ${link}`,
  },
};
