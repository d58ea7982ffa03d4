import type { external as en } from "../en/external.ts";

export const external: typeof en = {
  external: {
    title: (provider) => `Mit ${provider} nachweisen`,
    lead: (organization, provider) => `${organization} lässt ${provider} prüfen, wer Sie sind. Danach kommen Sie auf diese Seite zurück.`,
    sends: {
      both: (provider) => `${provider} erfährt Ihren Namen und Ihre E-Mail-Adresse.`,
      name: (provider) => `${provider} erfährt Ihren Namen.`,
      email: (provider) => `${provider} erfährt Ihre E-Mail-Adresse.`,
      nothing: (provider) => `${provider} erfährt nichts über Sie.`,
    },
    button: (provider) => `Weiter mit ${provider}`,
    preparing: "Einen Moment: die Prüfung wird vorbereitet. Laden Sie diese Seite neu.",
    away: (organization) => `Dieser Weg ist zurzeit abgeschaltet. Rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`,
    waiting: (provider) => `Sie sind zurück. Wir warten darauf, was ${provider} sagt.`,
    look: "Noch einmal nachsehen",
    unclear: "Die Prüfung konnte es nicht sicher sagen. Weisen Sie es stattdessen so nach.",
    lost: {
      title: "Gehen Sie zurück zur Seite, von der Sie kamen",
      lead: "Ihr IT-Dienstleister erfährt, wie die Prüfung ausging. Der Link in Ihrer E-Mail zeigt, wie es weitergeht.",
    },
  },
  not_confirmed: {
    pageTitle: "Nicht bestätigt",
    title: "Es konnte nicht bestätigt werden",
    lead: (organization) => `Die Prüfung hat diese Anfrage nicht bestätigt, und ${organization} weiß davon. Es wurde nichts geändert.`,
    next: "Was Sie jetzt tun",
    steps: (organization) => [
      `Waren Sie das? Rufen Sie ${organization} unter einer Nummer an, die Sie kennen.`,
      "Waren Sie das nicht, und ist jemand am Telefon? Legen Sie auf.",
    ],
  },
};
