import type { approver as en } from "../en/approver.ts";
import { plural } from "./plural.ts";

export const approver: typeof en = {
  title: "Hat diese Anfrage ihre Richtigkeit?",
  somebody: "Jemand aus Ihrer Firma",
  notRight: "Das stimmt nicht",
  sure: {
    weak: "Es ist eine alltägliche Anfrage.",
    fair: "Es ist eine Anfrage, die mehr als eine alltägliche Prüfung braucht.",
    good: "Es ist eine Anfrage, die ein Konto öffnen kann, etwa ein neues Passwort oder ein neues Telefon für die Anmeldung.",
    best: "Es ist eine Anfrage, die ein Konto mit besonderen Rechten oder eine Zahlung betrifft.",
  },
  asked: (who, ticket) => `${who} hat in Ticket ${ticket} um Hilfe gebeten.`,
  call: (who) =>
    `Sprechen Sie zuerst mit ${who}, unter einer Nummer, die Sie kennen. Dort nennt man Ihnen zwei Ziffern; ohne sie kann niemand zustimmen.`,
  label: (who) => `Die Zahl, die Ihnen ${who} nennt`,
  confirm: "Es stimmt",
  wrong: (tries) =>
    `Das ist nicht die richtige Zahl. ${tries === 0 ? "Sie haben keinen Versuch mehr." : `Sie haben noch ${plural(tries, { one: "einen Versuch", other: `${tries} Versuche` })}.`}`,
  unreadable: "Die Zahl hat zwei Ziffern. Geben Sie die zwei Ziffern ein, die man Ihnen nennt.",
  denial: {
    title: "Stimmt es nicht?",
    lead: (organization) => `Dann stoppen wir die Anfrage und sagen es ${organization} sofort. Niemand ändert ein Passwort.`,
    confirm: "Es stimmt nicht, stoppen",
    back: "Zurück, es stimmt",
  },
  ends: {
    approved: { title: (who) => `Danke. Für ${who} geht es weiter.`, lead: "Sie können diese Seite schließen." },
    denied: {
      title: () => "Die Anfrage ist gestoppt.",
      lead: "Sprechen Sie mit der Person, deren Name benutzt wurde, unter einer Nummer, die Sie kennen.",
    },
    stopped: {
      title: () => "Es wurde nichts freigegeben.",
      lead: "Die Zahl war nicht die richtige. Die Anfrage geht ohne Sie weiter oder endet.",
    },
  },
};
