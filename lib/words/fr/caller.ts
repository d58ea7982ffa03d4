import type { caller as en } from "../en/caller.ts";

export const caller: typeof en = {
  title: "Est-ce vraiment nous ?",
  lead: "Quelqu’un vous appelle au nom de votre prestataire informatique ? Demandez-lui les quatre mots de reconnaissance et saisissez-les ici.",
  label: "Les quatre mots que l’on vous a dits",
  ask: "Vérifier les mots",
  yes: (organization) => `Oui, c’est ${organization}.`,
  yesLead: "Les mots correspondent à cette demande. Cela vaut pour cet appel seulement.",
  no: "Non. Raccrochez.",
  noLead:
    "Ces mots ne correspondent à aucune de nos demandes. Si vous avez peut-être mal entendu, demandez-les encore une fois ; si on les répète et que c’est toujours non, raccrochez.",
  notKnown: "Non nommé",
  too_many: "Cela fait beaucoup d’essais en peu de temps. Attendez une minute, puis réessayez.",
  failed: "Nous n’avons pas pu vérifier. Réessayez dans un instant.",
  neither: "Un doute ? Raccrochez et appelez votre prestataire informatique à un numéro que vous connaissez.",
};
