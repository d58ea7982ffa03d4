import type { ends as en } from "../en/ends.ts";

const next = "Was Sie jetzt tun";
const callKnown = (organization: string) =>
  `Rufen Sie ${organization} unter einer Nummer an, die Sie kennen, nicht unter einer aus einem Anruf oder einer Nachricht.`;
const tellNoCode = "Nennen Sie niemandem einen Code, den wir Ihnen geschickt haben.";
const stillWaiting = (organization: string) => `Brauchen Sie noch Hilfe? Rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`;
const notYours = (organization: string) =>
  `Kam die Anfrage nicht von Ihnen? Rufen Sie ${organization} sofort unter einer Nummer an, die Sie kennen.`;

export const ends: typeof en = {
  denial: {
    title: "Waren Sie das nicht?",
    lead: (organization) => `Wir stoppen diese Anfrage und sagen es ${organization} sofort. Niemand ändert Ihr Passwort.`,
    confirm: "Das war ich nicht, stoppen",
    back: "Zurück, das war ich",
  },
  saidElse: {
    title: "Wurde etwas anderes gesagt?",
    lead: (organization) =>
      `Dann kommt der Anruf nicht von ${organization}. Wir stoppen diese Anfrage und sagen es ${organization} sofort. Niemand ändert Ihr Passwort.`,
    confirm: "Es wurde etwas anderes gesagt, stoppen",
    back: "Zurück, es wurde richtig gesagt",
  },

  passed: {
    pageTitle: "Sie sind es",
    title: (name) => (name === null ? "Danke. Sie sind es." : `Danke, ${name}. Sie sind es.`),
    lead: (who) => `${who} sieht das jetzt und macht weiter. Sie können diese Seite schließen.`,
  },
  denied: {
    pageTitle: "Wir haben es gestoppt",
    title: "Wir haben es gestoppt",
    lead: (organization) => `${organization} weiß jetzt, dass Sie das nicht waren. Niemand ändert Ihr Passwort.`,
    next,
    steps: (organization) => ["Ist deswegen jemand bei Ihnen am Telefon? Legen Sie auf.", callKnown(organization), tellNoCode],
  },
  wrong_phrase: {
    pageTitle: "Legen Sie auf",
    title: "Legen Sie auf",
    lead: (organization) => `Wir haben die Anfrage gestoppt, und ${organization} weiß, dass jemand in fremdem Namen anruft.`,
    next,
    steps: (organization) => ["Legen Sie auf, was auch immer man Ihnen sagt.", callKnown(organization), tellNoCode],
  },
  failed: {
    pageTitle: "Wir konnten es nicht bestätigen",
    title: "Wir konnten nicht bestätigen, dass Sie es sind",
    lead: (organization) => `Das war der letzte Versuch, und ${organization} weiß davon. Es wurde nichts geändert.`,
    next,
    steps: (organization) => [
      `Waren Sie das? Rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`,
      "Waren Sie das nicht, und ist jemand am Telefon? Legen Sie auf.",
    ],
  },
  not_enough: {
    pageTitle: "Das reichte nicht aus",
    title: "Das war richtig, reicht aber nicht aus",
    lead: (organization) =>
      `Diese Anfrage braucht einen stärkeren Nachweis, und für Sie gibt es hier keinen anderen Weg. ${organization} weiß davon. Es wurde nichts geändert.`,
    next,
    steps: (organization) => [
      `${organization} sagt Ihnen, wie es weitergeht. Sie müssen nicht auf dieser Seite warten.`,
      `Ist es dringend? Rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`,
    ],
  },
  expired: {
    pageTitle: "Die Zeit ist abgelaufen",
    title: "Die Zeit dafür ist abgelaufen",
    lead: (organization) => `Es wurde nichts bestätigt und nichts geändert. ${organization} weiß davon.`,
    next,
    steps: (organization) => [
      `Brauchen Sie noch Hilfe? Rufen Sie ${organization} unter einer Nummer an, die Sie kennen, und bitten Sie um einen neuen Link.`,
      notYours(organization),
    ],
  },
  answered: {
    pageTitle: "Diese Anfrage ist beantwortet",
    title: "Diese Anfrage ist beantwortet",
    lead: (organization) => `${organization} weiß davon und macht weiter. Hier ist nichts mehr zu tun.`,
    next,
    steps: (organization) => [
      `Warten Sie noch auf Hilfe? Rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`,
      notYours(organization),
    ],
  },
  closed: {
    pageTitle: "Diese Anfrage ist geschlossen",
    title: "Diese Anfrage ist geschlossen",
    lead: (organization) => `${organization} weiß davon. Hier ist nichts mehr zu tun.`,
    next,
    steps: (organization) => [stillWaiting(organization), notYours(organization)],
  },
  signedLine: (when) => ["Gegengezeichnet ", when],
  notSignedLine: (when) => ["Nicht gegengezeichnet, ", when],
  receipt: "Beleg",
};
