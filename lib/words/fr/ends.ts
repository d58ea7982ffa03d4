import type { ends as en } from "../en/ends.ts";

const next = "Que faire maintenant";
const callKnown = (organization: string) =>
  `Appelez ${organization} à un numéro que vous connaissez, et non à un numéro donné dans un appel ou un message.`;
const tellNoCode = "Ne donnez à personne un code que nous vous avons envoyé.";
const notYours = (organization: string) =>
  `La demande ne venait pas de vous ? Appelez tout de suite ${organization} à un numéro que vous connaissez.`;

export const ends: typeof en = {
  denial: {
    title: "Ce n’était pas vous ?",
    lead: (organization) =>
      `Nous arrêtons cette demande et prévenons ${organization} tout de suite. Personne ne change votre mot de passe.`,
    confirm: "Ce n’était pas moi, arrêter",
    back: "Retour, c’était moi",
  },
  saidElse: {
    title: "Vous a-t-on dit autre chose ?",
    lead: (organization) =>
      `Alors l’appel ne vient pas de ${organization}. Nous arrêtons cette demande et prévenons ${organization} tout de suite. Personne ne change votre mot de passe.`,
    confirm: "On m’a dit autre chose, arrêter",
    back: "Retour, on me l’a dit",
  },

  passed: {
    pageTitle: "C’est bien vous",
    title: (name) => (name === null ? "Merci. C’est bien vous." : `Merci, ${name}. C’est bien vous.`),
    lead: (who) => `${who} le voit maintenant et continue. Vous pouvez fermer cette page.`,
  },
  denied: {
    pageTitle: "Nous l’avons arrêtée",
    title: "Nous avons arrêté la demande",
    lead: (organization) => `${organization} sait maintenant que ce n’était pas vous. Personne ne change votre mot de passe.`,
    next,
    steps: (organization) => ["Quelqu’un est au téléphone avec vous à ce sujet ? Raccrochez.", callKnown(organization), tellNoCode],
  },
  wrong_phrase: {
    pageTitle: "Raccrochez",
    title: "Raccrochez",
    lead: (organization) => `Nous avons arrêté la demande, et ${organization} sait que quelqu’un appelle en son nom.`,
    next,
    steps: (organization) => ["Raccrochez, quoi que l’on vous dise.", callKnown(organization), tellNoCode],
  },
  failed: {
    pageTitle: "Nous n’avons pas pu le confirmer",
    title: "Nous n’avons pas pu confirmer que c’est vous",
    lead: (organization) => `C’était le dernier essai, et ${organization} le sait. Rien n’a été modifié.`,
    next,
    steps: (organization) => [
      `C’était vous ? Appelez ${organization} à un numéro que vous connaissez.`,
      "Ce n’était pas vous, et quelqu’un est au téléphone ? Raccrochez.",
    ],
  },
  not_enough: {
    pageTitle: "Cela n’a pas suffi",
    title: "C’était juste, mais cela ne suffit pas",
    lead: (organization) =>
      `Cette demande exige une preuve plus forte, et il n’y a pas d’autre moyen pour vous ici. ${organization} le sait. Rien n’a été modifié.`,
    next,
    steps: (organization) => [
      `${organization} vous dira comment continuer. Vous n’avez pas besoin d’attendre sur cette page.`,
      `C’est urgent ? Appelez ${organization} à un numéro que vous connaissez.`,
    ],
  },
  expired: {
    pageTitle: "Le temps est écoulé",
    title: "Le temps prévu est écoulé",
    lead: (organization) => `Rien n’a été confirmé et rien n’a été modifié. ${organization} le sait.`,
    next,
    steps: (organization) => [
      `Avez-vous encore besoin d’aide ? Appelez ${organization} à un numéro que vous connaissez et demandez un nouveau lien.`,
      notYours(organization),
    ],
  },
  answered: {
    pageTitle: "Cette demande a reçu sa réponse",
    title: "Cette demande a reçu sa réponse",
    lead: (organization) => `${organization} le sait et continue. Il n’y a plus rien à faire ici.`,
    next,
    steps: (organization) => [
      `Vous attendez encore de l’aide ? Appelez ${organization} à un numéro que vous connaissez.`,
      notYours(organization),
    ],
  },
  closed: {
    pageTitle: "Cette demande est close",
    title: "Cette demande est close",
    lead: (organization) => `${organization} le sait. Il n’y a plus rien à faire ici.`,
    next,
    steps: (organization) => [
      `Avez-vous encore besoin d’aide ? Appelez ${organization} à un numéro que vous connaissez.`,
      notYours(organization),
    ],
  },
  signedLine: (when) => ["Contresigné ", when],
  notSignedLine: (when) => ["Non contresigné, ", when],
  receipt: "Reçu",
};
