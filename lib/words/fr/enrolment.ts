import type { enrolment as en } from "../en/enrolment.ts";

export const enrolment: typeof en = {
  enrol: {
    title: "Plus rapide et plus sûr la prochaine fois",
    lead: (until) =>
      `Jusqu’à ${until}, vous pouvez ajouter de quoi prouver que c’est vous. Nous vous le dirons par e-mail quand ce sera fait.`,
    addApp: "Ajouter une application d’authentification",
    addPasskey: "Ajouter une clé d’accès",
    needsApprover: (organization) =>
      `Quelque chose que vous aviez ajouté a été déclaré perdu. Tant qu’une personne habilitée de votre entreprise ne vous a pas confirmé, rien de nouveau ne peut être ajouté ici. Demandez à ${organization}.`,
    cancelled: "Cela a été annulé, ou cet appareil a déjà une clé d’accès à vous. Rien n’a été ajouté.",
    noScript: "Ajouter une clé d’accès demande JavaScript, qui est désactivé dans ce navigateur.",
    said: {
      app_added: "Votre application d’authentification est ajoutée.",
      passkey_added: "Votre clé d’accès est ajoutée.",
      refused: "Rien n’a été ajouté : cela a pris trop de temps, ou elle est déjà là.",
      wrong: "Ce n’est pas le code affiché par l’application. Vérifiez l’heure de votre téléphone, puis saisissez le code le plus récent.",
      unreadable: "Un code a six chiffres. Saisissez les six chiffres que l’application affiche maintenant.",
    },
    app: {
      title: "Ajouter une application d’authentification",
      lead: "Scannez ceci avec une application d’authentification, par exemple celle de Microsoft ou de Google.",
      picture: "Code QR avec la clé pour votre application d’authentification",
      key: "Impossible de scanner ? Saisissez cette clé dans l’application",
      open: "Sur ce téléphone ? Ouvrez votre application",
      code: "Saisissez ensuite les six chiffres que l’application affiche",
      confirm: "Ajouter l’application",
      back: "Retour, ne rien ajouter",
    },
  },
};
