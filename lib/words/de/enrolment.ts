import type { enrolment as en } from "../en/enrolment.ts";

export const enrolment: typeof en = {
  enrol: {
    title: "Nächstes Mal schneller und sicherer",
    lead: (until) =>
      `Bis ${until} können Sie etwas hinzufügen, das zeigt, dass Sie es sind. Sobald das geschehen ist, sagen wir es Ihnen per E-Mail.`,
    addApp: "Authenticator-App hinzufügen",
    addPasskey: "Passkey hinzufügen",
    needsApprover: (organization) =>
      `Etwas, das Sie früher hinzugefügt hatten, wurde als verloren gemeldet. Solange Sie niemand in Ihrer Firma bestätigt hat, der dazu befugt ist, kann hier nichts Neues hinzugefügt werden. Fragen Sie ${organization} danach.`,
    cancelled: "Das wurde abgebrochen, oder auf diesem Gerät ist schon ein Passkey von Ihnen. Es wurde nichts hinzugefügt.",
    noScript: "Um einen Passkey hinzuzufügen, braucht es JavaScript, das in diesem Browser ausgeschaltet ist.",
    said: {
      app_added: "Ihre Authenticator-App ist hinzugefügt.",
      passkey_added: "Ihr Passkey ist hinzugefügt.",
      refused: "Es wurde nichts hinzugefügt: Es hat zu lange gedauert, oder es ist schon da.",
      wrong: "Das ist nicht der Code, den die App zeigt. Prüfen Sie die Uhr Ihres Telefons und geben Sie dann den neuesten Code ein.",
      unreadable: "Ein Code hat sechs Ziffern. Geben Sie die sechs Ziffern ein, die die App jetzt zeigt.",
    },
    app: {
      title: "Authenticator-App hinzufügen",
      lead: "Scannen Sie dieses Bild mit einer Authenticator-App, zum Beispiel der von Microsoft oder Google.",
      picture: "QR-Code mit dem Schlüssel für Ihre Authenticator-App",
      key: "Scannen geht nicht? Geben Sie diesen Schlüssel in die App ein",
      open: "Auf diesem Telefon? Öffnen Sie Ihre App",
      code: "Geben Sie dann die sechs Ziffern ein, die die App zeigt",
      confirm: "App hinzufügen",
      back: "Zurück, nichts hinzufügen",
    },
  },
};
