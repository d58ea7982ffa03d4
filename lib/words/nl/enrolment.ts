import type { enrolment as en } from "../en/enrolment.ts";

export const enrolment: typeof en = {
  enrol: {
    title: "Volgende keer sneller en veiliger",
    lead: (until) =>
      `Tot ${until} kunt u iets toevoegen waarmee u toont dat u het bent. We laten het u per e-mail weten als het gebeurd is.`,
    addApp: "Een authenticator-app toevoegen",
    addPasskey: "Een toegangssleutel toevoegen",
    needsApprover: (organization) =>
      `Iets wat u eerder had toegevoegd, is als verloren gemeld. Zolang niemand van uw bedrijf die dat mag u heeft bevestigd, kan hier niets nieuws worden toegevoegd. Vraag ${organization} ernaar.`,
    cancelled: "Dat is afgebroken, of dit apparaat heeft al een toegangssleutel van u. Er is niets toegevoegd.",
    noScript: "Een toegangssleutel toevoegen kan alleen met JavaScript, en dat staat in deze browser uit.",
    said: {
      app_added: "Uw authenticator-app is toegevoegd.",
      passkey_added: "Uw toegangssleutel is toegevoegd.",
      refused: "Er is niets toegevoegd: het duurde te lang, of het was er al.",
      wrong: "Dat is niet de code die de app toont. Controleer de klok van uw telefoon en voer dan de nieuwste code in.",
      unreadable: "Een code heeft zes cijfers. Voer de zes cijfers in die de app nu toont.",
    },
    app: {
      title: "Een authenticator-app toevoegen",
      lead: "Scan dit met een authenticator-app, zoals die van Microsoft of Google.",
      picture: "QR-code met de sleutel voor uw authenticator-app",
      key: "Scannen lukt niet? Typ deze sleutel in de app",
      open: "Op deze telefoon? Open uw app",
      code: "Voer daarna de zes cijfers in die de app toont",
      confirm: "De app toevoegen",
      back: "Terug, niets toevoegen",
    },
  },
};
