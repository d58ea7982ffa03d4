import type { mails as en } from "../en/mails.ts";
import { approver } from "./approver.ts";
import { frame } from "./frame.ts";

const notYou = `Wenn Sie um nichts gebeten haben, öffnen Sie die Seite und wählen Sie „${frame.notMe}“. Dann wird für Sie nichts geändert.`;
const received = (asks: string, ticket: string) => `${asks} hat das Ticket ${ticket} in Ihrem Namen erhalten`;

export const mails: typeof en = {
  lang: frame.lang,
  locale: frame.locale,
  hello: (name) => (name === null ? "Guten Tag," : `Guten Tag ${name},`),
  asks: (technician, organization) => (technician === null ? organization : `${technician} von ${organization}`),
  confirmation: {
    subject: (organization, ticket) => `${organization}: Ticket ${ticket} bestätigen`,
    asked: (asks, ticket) => `${received(asks, ticket)} und bittet Sie zu bestätigen, dass es von Ihnen kommt.`,
    notYou,
    never: "Lesen Sie niemals einen Code vor, wenn Sie angerufen werden. Niemand wird Sie nach Ihrem Passwort fragen.",
  },
  code: {
    line: (code, until) => `Ihr Code: ${code} (gültig bis ${until})`,
    above: (until) => `Ihr Code, gültig bis ${until}`,
    here: "Geben Sie ihn auf dieser Seite ein:",
    button: "Seite öffnen und Code eingeben",
    never: "Lesen Sie diesen Code niemals vor, wenn Sie angerufen werden. Niemand wird Sie nach Ihrem Passwort fragen.",
    only: (organization, phrase) =>
      `Sprechen Sie deswegen gerade am Telefon mit ${organization}? Lesen Sie den Code nur der Person aus der Technik vor, die Ihnen zuerst diese Wörter sagt: „${phrase}“. Sagen Sie ihn sonst niemandem, wer auch anruft. Niemand wird Sie nach Ihrem Passwort fragen.`,
  },
  link: {
    how: {
      passkey: "Bestätigen Sie es mit Ihrem Passkey auf dieser Seite:",
      totp: "Bestätigen Sie es mit dem Code, den Ihre Authenticator-App zeigt, auf dieser Seite:",
      company_sign_in: "Bestätigen Sie es mit Ihrem Arbeitskonto auf dieser Seite:",
      external_provider: "Bestätigen Sie es über einen Prüfdienst; diese Seite führt dorthin:",
    },
    button: "Seite öffnen und bestätigen",
  },
  number: {
    subject: (organization, who, ticket) => `${organization}: Rufen Sie ${who} wegen Ticket ${ticket} an`,
    asked: (asks, ticket, who) => `${received(asks, ticket)}. ${who} aus Ihrer Firma wird gefragt, ob es seine Richtigkeit hat.`,
    todo: (who) =>
      `Öffnen Sie diese Seite, um Ihre Zahl zu sehen, rufen Sie dann ${who} an und nennen Sie die Zahl dort. Nennen Sie sie sonst niemandem.`,
    button: "Seite mit Ihrer Zahl öffnen",
  },
  approval: {
    somebody: approver.somebody,
    subject: (organization, ticket, who) => `${organization}: Stimmt Ticket ${ticket} von ${who}?`,
    asked: (who, ticket, asks) =>
      `${who} hat in Ticket ${ticket} um Hilfe gebeten. ${asks} möchte von Ihnen wissen, ob die Anfrage ihre Richtigkeit hat.`,
    sure: approver.sure,
    call: (who) =>
      `Sprechen Sie zuerst mit ${who}, unter einer Nummer, die Sie kennen. Dort hat man eine Zahl mit zwei Ziffern für Sie; Sie geben sie auf der Seite ein.`,
    notRight: `Wenn Ihnen niemand eine Zahl nennt oder es nicht stimmt, öffnen Sie die Seite und wählen Sie „${approver.notRight}“.`,
    never: "Niemand wird Sie nach Ihrem Passwort fragen, und niemand sonst kann Ihnen die Zahl nennen.",
    here: "Antworten Sie auf dieser Seite:",
    button: "Seite öffnen und antworten",
  },
  authenticator: {
    totp: {
      added: {
        subject: (organization) => `${organization}: Authenticator-App hinzugefügt`,
        told: (organization, at) =>
          `Eine Authenticator-App wurde hinzugefügt, mit der Sie ${organization} zeigen können, dass eine Anfrage von Ihnen kommt. Das war am ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization}: Authenticator-App entfernt`,
        told: (organization, at) =>
          `Eine Authenticator-App wurde entfernt. Sie zeigt ${organization} nicht mehr, dass eine Anfrage von Ihnen kommt. Das war am ${at}.`,
      },
    },
    passkey: {
      added: {
        subject: (organization) => `${organization}: Passkey hinzugefügt`,
        told: (organization, at) =>
          `Ein Passkey wurde hinzugefügt, mit dem Sie ${organization} zeigen können, dass eine Anfrage von Ihnen kommt. Das war am ${at}.`,
      },
      removed: {
        subject: (organization) => `${organization}: Passkey entfernt`,
        told: (organization, at) =>
          `Ein Passkey wurde entfernt. Er zeigt ${organization} nicht mehr, dass eine Anfrage von Ihnen kommt. Das war am ${at}.`,
      },
    },
    notYou: (organization) => `Waren Sie das nicht? Rufen Sie ${organization} sofort an, unter einer Nummer, die Sie kennen.`,
  },
  approverChosen: {
    added: {
      subject: (organization) => `${organization}: Sie können zu Anfragen Ihrer Firma gefragt werden`,
      told: (organization, company) =>
        `${organization} hat Sie als Person eingetragen, deren Wort bei Anfragen von Menschen bei ${company} zählt. Bittet jemand von ihnen um etwas Wichtiges, schreiben wir Ihnen vielleicht und fragen, ob es stimmt.`,
    },
    removed: {
      subject: (organization) => `${organization}: Sie werden nicht mehr zu Anfragen gefragt`,
      told: (organization, company) =>
        `${organization} fragt Sie nicht mehr zu Anfragen von Menschen bei ${company}. Eine offene Frage ist damit beendet.`,
    },
    next: (organization) => `Sie müssen nichts tun. Stimmt das nicht? Rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`,
  },
  texts: {
    code: (code, ticket, organization, until) => `${code} ist Ihr Code für Ticket ${ticket} bei ${organization}, gültig bis ${until}.`,
    never: "Lesen Sie ihn niemals vor, wenn Sie angerufen werden.",
    only: (phrase) => `Lesen Sie ihn am Telefon nur vor, wenn man Ihnen zuerst sagt: ${phrase}. Sonst niemandem.`,
    link: (organization, ticket, link) =>
      `${organization} bittet Sie, Ticket ${ticket} zu bestätigen. Der Code kommt in einer eigenen Nachricht. Geben Sie ihn hier ein, oder sagen Sie, dass Sie das nicht waren: ${link}`,
  },
};
