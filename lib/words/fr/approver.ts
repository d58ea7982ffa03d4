import type { approver as en } from "../en/approver.ts";
import { plural } from "./plural.ts";

export const approver: typeof en = {
  title: "Cette demande est-elle justifiée ?",
  somebody: "Une personne de votre entreprise",
  notRight: "Elle n’est pas justifiée",
  sure: {
    weak: "C’est une demande courante.",
    fair: "C’est une demande qui exige plus qu’un contrôle courant.",
    good: "C’est une demande qui peut ouvrir un compte, comme un nouveau mot de passe ou un nouveau téléphone pour la connexion.",
    best: "C’est une demande qui touche un compte à privilèges ou un paiement.",
  },
  asked: (who, ticket) => `${who} a demandé de l’aide dans le ticket ${ticket}.`,
  call: (who) =>
    `Parlez d’abord avec ${who}, à un numéro que vous connaissez. On vous donnera deux chiffres ; sans eux, personne ne peut dire oui.`,
  label: (who) => `Le nombre que ${who} vous donne`,
  confirm: "Elle est justifiée",
  wrong: (tries) =>
    `Ce n’est pas le bon nombre. ${tries === 0 ? "Il ne vous reste aucun essai." : `Il vous reste ${plural(tries, { one: "un essai", other: `${tries} essais` })}.`}`,
  unreadable: "Le nombre a deux chiffres. Saisissez les deux chiffres que l’on vous donne.",
  denial: {
    title: "N’est-elle pas justifiée ?",
    lead: (organization) =>
      `Alors nous arrêtons la demande et prévenons ${organization} tout de suite. Personne ne change de mot de passe.`,
    confirm: "Elle n’est pas justifiée, arrêter",
    back: "Retour, elle est justifiée",
  },
  ends: {
    approved: { title: (who) => `Merci. La demande de ${who} continue.`, lead: "Vous pouvez fermer cette page." },
    denied: {
      title: () => "La demande est arrêtée.",
      lead: "Parlez avec la personne dont le nom a été utilisé, à un numéro que vous connaissez.",
    },
    stopped: {
      title: () => "Rien n’a été approuvé.",
      lead: "Le nombre n’était pas le bon. La demande continue sans vous, ou prend fin.",
    },
  },
};
