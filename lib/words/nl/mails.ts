import type { mails as en } from "../en/mails.ts";
import { approver } from "./approver.ts";
import { frame } from "./frame.ts";

const notYou = `Hebt u nergens om gevraagd, open dan de pagina en kies “${frame.notMe}”. Er wordt dan niets voor u gewijzigd.`;
const received = (asks: string, ticket: string) => `${asks} kreeg ticket ${ticket} op uw naam`;

export const mails: typeof en = {
  lang: frame.lang,
  locale: frame.locale,
  hello: (name) => (name === null ? "Goedendag," : `Goedendag ${name},`),
  asks: (technician, organization) => (technician === null ? organization : `${technician} van ${organization}`),
  confirmation: {
    subject: (organization, ticket) => `${organization}: bevestig ticket ${ticket}`,
    asked: (asks, ticket) => `${received(asks, ticket)} en vraagt u te bevestigen dat het van u komt.`,
    notYou,
    never: "Lees nooit een code voor aan iemand die u belt. Niemand zal u om uw wachtwoord vragen.",
  },
  code: {
    line: (code, until) => `Uw code: ${code} (geldig tot ${until})`,
    above: (until) => `Uw code, geldig tot ${until}`,
    here: "Voer hem in op deze pagina:",
    button: "Pagina openen en code invoeren",
    never: "Lees deze code nooit voor aan iemand die u belt. Niemand zal u om uw wachtwoord vragen.",
    only: (organization, phrase) =>
      `Bent u hierover nu aan de telefoon met ${organization}? Lees de code alleen voor aan de technicus die eerst deze woorden tegen u zegt: ‘${phrase}’. Geef hem aan niemand anders, wie er ook belt. Niemand zal u om uw wachtwoord vragen.`,
  },
  link: {
    how: {
      passkey: "Bevestig het met uw toegangssleutel op deze pagina:",
      totp: "Bevestig het met de code die uw authenticator-app toont op deze pagina:",
      company_sign_in: "Bevestig het met uw werkaccount op deze pagina:",
      external_provider: "Bevestig het via een controledienst; deze pagina leidt erheen:",
    },
    button: "Pagina openen en bevestigen",
  },
  number: {
    subject: (organization, who, ticket) => `${organization}: bel ${who} over ticket ${ticket}`,
    asked: (asks, ticket, who) => `${received(asks, ticket)}. We vragen ${who} van uw bedrijf of het klopt.`,
    todo: (who) => `Open deze pagina om uw getal te zien, bel dan ${who} en noem het daar. Noem het aan niemand anders.`,
    button: "Pagina met uw getal openen",
  },
  approval: {
    somebody: approver.somebody,
    subject: (organization, ticket, who) => `${organization}: klopt ticket ${ticket} van ${who}?`,
    asked: (who, ticket, asks) => `${who} heeft in ticket ${ticket} om hulp gevraagd. ${asks} wil van u weten of het verzoek klopt.`,
    sure: approver.sure,
    call: (who) =>
      `Spreek eerst met ${who}, op een nummer dat u kent. Daar heeft men een getal van twee cijfers voor u; u typt het op de pagina.`,
    notRight: `Noemt niemand u een getal, of klopt het niet, open dan de pagina en kies “${approver.notRight}”.`,
    never: "Niemand zal u om uw wachtwoord vragen, en niemand anders kan u het getal geven.",
    here: "Antwoord op deze pagina:",
    button: "Pagina openen en antwoorden",
  },
  authenticator: {
    totp: {
      added: {
        subject: (organization) => `${organization}: authenticator-app toegevoegd`,
        told: (organization, at) =>
          `Er is een authenticator-app toegevoegd waarmee u ${organization} kunt tonen dat een verzoek van u komt. Dat was op ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization}: authenticator-app verwijderd`,
        told: (organization, at) =>
          `Er is een authenticator-app verwijderd. Die toont ${organization} niet meer dat een verzoek van u komt. Dat was op ${at}.`,
      },
    },
    passkey: {
      added: {
        subject: (organization) => `${organization}: toegangssleutel toegevoegd`,
        told: (organization, at) =>
          `Er is een toegangssleutel toegevoegd waarmee u ${organization} kunt tonen dat een verzoek van u komt. Dat was op ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization}: toegangssleutel verwijderd`,
        told: (organization, at) =>
          `Er is een toegangssleutel verwijderd. Die toont ${organization} niet meer dat een verzoek van u komt. Dat was op ${at}.`,
      },
    },
    notYou: (organization) => `Was u dit niet? Bel ${organization} meteen, op een nummer dat u kent.`,
  },
  approverChosen: {
    added: {
      subject: (organization) => `${organization}: u kunt gevraagd worden over verzoeken van uw bedrijf`,
      told: (organization, company) =>
        `${organization} heeft u genoteerd als iemand wiens woord telt bij verzoeken van mensen bij ${company}. Vraagt iemand van hen om iets belangrijks, dan schrijven wij u misschien om te vragen of het klopt.`,
    },
    removed: {
      subject: (organization) => `${organization}: u wordt niet meer over verzoeken gevraagd`,
      told: (organization, company) =>
        `${organization} vraagt u niet meer over verzoeken van mensen bij ${company}. Een vraag die nog openstond is beëindigd.`,
    },
    next: (organization) => `U hoeft niets te doen. Klopt dit niet? Bel ${organization} op een nummer dat u kent.`,
  },
  texts: {
    code: (code, ticket, organization, until) => `${code} is uw code voor ticket ${ticket} bij ${organization}, geldig tot ${until}.`,
    never: "Lees hem nooit voor aan iemand die u belt.",
    only: (phrase) => `Lees hem aan de telefoon alleen voor aan onze technicus die eerst zegt: ${phrase}. Aan niemand anders.`,
    link: (organization, ticket, link) =>
      `${organization} vraagt u ticket ${ticket} te bevestigen. De code komt in een ander bericht. Voer hem hier in, of zeg dat u dit niet was: ${link}`,
  },
};
