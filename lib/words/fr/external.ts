import type { external as en } from "../en/external.ts";

export const external: typeof en = {
  external: {
    title: (provider) => `Le prouver avec ${provider}`,
    lead: (organization, provider) => `${organization} fait vérifier par ${provider} qui vous êtes. Ensuite, vous revenez sur cette page.`,
    sends: {
      both: (provider) => `${provider} reçoit votre nom et votre adresse e-mail.`,
      name: (provider) => `${provider} reçoit votre nom.`,
      email: (provider) => `${provider} reçoit votre adresse e-mail.`,
      nothing: (provider) => `${provider} ne reçoit rien sur vous.`,
    },
    button: (provider) => `Continuer avec ${provider}`,
    preparing: "Un instant : la vérification se prépare. Rechargez cette page.",
    away: (organization) => `Ce moyen est désactivé pour le moment. Appelez ${organization} à un numéro que vous connaissez.`,
    waiting: (provider) => `Vous êtes de retour. Nous attendons la réponse de ${provider}.`,
    look: "Regarder à nouveau",
    unclear: "La vérification n’a pas pu le dire avec certitude. Prouvez-le plutôt de cette façon.",
    lost: {
      title: "Revenez à la page d’où vous venez",
      lead: "Votre prestataire informatique apprend le résultat de la vérification. Le lien dans votre e-mail montre la suite.",
    },
  },
  not_confirmed: {
    pageTitle: "Non confirmé",
    title: "Cela n’a pas pu être confirmé",
    lead: (organization) => `La vérification n’a pas confirmé cette demande, et ${organization} le sait. Rien n’a été modifié.`,
    next: "Que faire maintenant",
    steps: (organization) => [
      `C’était vous ? Appelez ${organization} à un numéro que vous connaissez.`,
      "Ce n’était pas vous, et quelqu’un est au téléphone ? Raccrochez.",
    ],
  },
};
