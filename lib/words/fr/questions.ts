import type { questions as en } from "../en/questions.ts";
import { plural } from "./plural.ts";

const numbers = ["aucun", "un", "deux", "trois", "quatre", "cinq"];
const left = (tries: number) =>
  tries === 0
    ? "Il ne vous reste aucun essai."
    : `Il vous reste ${numbers[tries] ?? tries} ${plural(tries, { one: "essai", other: "essais" })}.`;
const callKnown = (organization: string) => `Appelez ${organization} à un numéro que vous connaissez.`;

export const questions: typeof en = {
  question: {
    title: "Saisissez le code que nous vous avons envoyé",
    sentTo: (address) => ["Six chiffres, par e-mail à ", address, "."],
    sent: "Six chiffres, par e-mail.",
    sentByText: (number) => ["Six chiffres, par SMS au ", number, "."],
    goodUntil: (time) => ["Valable jusqu’à ", time, "."],
    onItsWay: "Il est en route.",
    label: "Code",
    confirm: "Confirmer",
    nothingCame: "Rien reçu ?",
    newCode: "Envoyer un nouveau code",
    lastCode: (organization) => `C’était le dernier code pour cette demande. Rien reçu ? ${callKnown(organization)}`,
  },
  tooOld: {
    title: "Le code est trop ancien",
    lead: (time) => ["Il était valable jusqu’à ", time, "."],
    newCode: "Faites-vous envoyer un nouveau code, puis saisissez celui-là.",
    noneLeft: (organization) => `Aucun autre code ne peut être envoyé. ${callKnown(organization)}`,
  },
  said: {
    wrong: (tries) => `Ce n’est pas le code que nous avons envoyé. ${left(tries)}`,
    unreadable: "Un code a six chiffres. Saisissez les six chiffres que nous vous avons envoyés.",
    code_expired: "Ce code est trop ancien, ou un plus récent est en route. Saisissez le plus récent.",
    asked: "Vous avez demandé un nouveau code. Le précédent n’est plus valable.",
    too_soon: (waitSeconds) =>
      waitSeconds === null
        ? "Un code vient d’être envoyé et peut mettre une minute à arriver. Réessayez ensuite."
        : `Un code vient d’être envoyé et peut mettre une minute à arriver. Dans ${waitSeconds} ${plural(waitSeconds, { one: "seconde", other: "secondes" })}, vous pourrez en demander un nouveau.`,
    no_codes_left: (organization) => `Aucun autre code ne peut être envoyé. ${callKnown(organization)}`,
    wrong_number: (tries) => `Ce n’est pas le nombre affiché chez la personne qui vous appelle. ${left(tries)}`,
    unreadable_number: "Le nombre a deux chiffres. Demandez-le encore une fois.",
    other_way: "Vous avez choisi un autre moyen. Ce que nous avons envoyé avant n’est plus valable.",
    other_account: (tries) =>
      `Ce compte n’est pas celui que concerne cette demande. Connectez-vous avec votre propre compte professionnel. ${left(tries)}`,
    sign_in_again: (tries) => `Nous n’avons pas pu confirmer la connexion. Connectez-vous encore une fois. ${left(tries)}`,
    sign_in_away: (organization) =>
      `La page de connexion de votre entreprise ne répond pas. Réessayez dans un instant ; si cela continue, appelez ${organization} à un numéro que vous connaissez.`,
  },
  limits: {
    left,
    wait: (seconds) =>
      `Après plusieurs réponses fausses, il faut attendre. Dans ${seconds} ${plural(seconds, { one: "seconde", other: "secondes" })}, vous pourrez répondre à nouveau.`,
    tooSoon: "C’était trop tôt : rien n’a été vérifié et aucun essai n’a été compté.",
    used: (organization) =>
      `Trop de réponses fausses ont été données, celle-ci n’a donc pas été vérifiée. Utilisez un autre moyen s’il vous est proposé. ${callKnown(organization)} Vous pourrez répondre à nouveau plus tard.`,
  },
  call: {
    title: "Nous vous appelons",
    lead: (organization, number) => [
      `Un technicien ou une technicienne de ${organization} vous appelle au `,
      number,
      " et vous demande si cette demande vient de vous.",
    ],
    never: "Vous n’avez rien à saisir ici. Ne donnez jamais un code ni un mot de passe par téléphone.",
    after: "Après l’appel, il n’y a plus rien à faire ici. Vous pouvez fermer cette page.",
  },
  signIn: {
    title: "Confirmez que c’est bien vous",
    lead: {
      entra: "Connectez-vous avec votre compte professionnel Microsoft.",
      google: "Connectez-vous avec votre compte professionnel Google.",
      oidc: "Connectez-vous avec votre compte professionnel.",
    },
    button: { entra: "Se connecter avec Microsoft", google: "Se connecter avec Google", oidc: "Se connecter avec le compte professionnel" },
    hint: "Vous vous connectez sur la page de votre entreprise, pas ici. Nous apprenons qui vous êtes et rien d’autre.",
    away: (organization) => `La connexion est désactivée pour le moment. ${callKnown(organization)}`,
    returned: { title: "La connexion est faite", lead: (host) => `Connexion sur ${host}. Encore une étape.`, button: "Continuer" },
    lost: {
      title: "La connexion n’a pas abouti",
      lead: "Elle a pris trop de temps, ou elle a commencé dans un autre navigateur. Rien n’a été modifié. Ouvrez à nouveau le lien que nous vous avons envoyé et connectez-vous à partir de là.",
    },
  },
  approver: {
    title: (who) => `Parlez avec ${who}`,
    lead: (who) => `Nous avons demandé à ${who} si cette demande est justifiée. Appelez cette personne et donnez-lui ce nombre :`,
    onItsWay: "Un instant : le nombre est en route. Rechargez cette page.",
    wait: "Dès que le nombre aura été saisi, nous continuerons.",
    again: "C’est fait ? Regarder à nouveau",
  },
  app: {
    title: "Saisissez le code de votre application d’authentification",
    lead: (organization) => `Ouvrez l’application et saisissez les six chiffres qu’elle affiche pour ${organization}.`,
    wrong: (tries) => `Ce n’est pas le code de votre application, ou il a déjà été utilisé. ${left(tries)}`,
    unreadable: "Un code a six chiffres. Saisissez les six chiffres que l’application affiche maintenant.",
  },
  passkey: {
    title: "Confirmez avec votre clé d’accès",
    lead: "Votre appareil demande votre empreinte, votre visage ou son code PIN. Rien de cela ne quitte l’appareil.",
    use: "Utiliser ma clé d’accès",
    cancelled: "Cela a été annulé, ou cet appareil n’a pas de clé d’accès à vous. Réessayez, ou faites-le sur l’appareil qui l’a.",
    unknown: "Ce navigateur ne peut pas utiliser de clés d’accès. Ouvrez le lien sur un autre appareil.",
    refused: (tries) => `Nous n’avons pas pu accepter cette clé d’accès. ${left(tries)}`,
    notAsked: "Cela a pris trop de temps, ou a été envoyé deux fois. Réessayez.",
    broken: "Nous n’avons pas pu joindre notre propre serveur. Réessayez dans un instant.",
    noScript: "Une clé d’accès a besoin de JavaScript, qui est désactivé dans ce navigateur.",
    noOther: (organization) => `Activez-le, ou appelez ${organization} à un numéro que vous connaissez.`,
  },
  number: {
    title: (who) => `Quel nombre ${who} vous donne ?`,
    lead: "Vous êtes au téléphone ensemble, et on vous lit deux chiffres.",
    label: "Nombre",
  },
  phrase: {
    lead: (who) => `Si quelqu’un vous appelle à ce sujet, l’appel vient de ${who} seulement si l’on vous dit d’abord :`,
    hangUp: "Si l’on vous dit autre chose, raccrochez.",
    saidElse: "On m’a dit autre chose",
  },
  held: {
    title: "C’était correct",
    lead: (organization: string) => `Une personne de ${organization} vérifie maintenant, puis poursuit.`,
    wait: "Vous n’avez plus rien à faire. Vous êtes au téléphone ? Restez en ligne.",
  },
  checking: {
    title: "C’était correct",
    lead: "Nous terminons la vérification. Cela prend un instant.",
    wait: "Vous n’avez plus rien à faire. Cette page avance d’elle-même.",
  },
  others: {
    title: "Utiliser un autre moyen",
    names: {
      passkey: "Ma clé d’accès",
      approver: "Une personne de mon entreprise qui approuve",
      external_provider: "Un autre service de vérification",
      company_sign_in: "La connexion avec le compte professionnel",
      call_back: "Un appel du support",
      totp: "Mon application d’authentification",
      sms_code: "Un code par SMS",
      email_code: "Un code par e-mail",
    },
  },
};
