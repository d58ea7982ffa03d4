import type { broken as en } from "../en/broken.ts";

export const broken: typeof en = {
  lang: "fr",
  name: "Countersign",
  marks: { idle: "Countersign", asked: "Demandé", countersigned: "Contresigné", "not-countersigned": "Non contresigné" },
  roleLine: "Demande pour le compte de votre prestataire informatique",
  title: "Nous n’avons pas pu afficher cette page",
  lead: "Rien n’a été modifié. Réessayez dans un instant ; si cela continue, appelez votre prestataire informatique à un numéro que vous connaissez.",
  again: "Réessayer",
  footLine: "Countersign ne demande jamais votre mot de passe.",
};
