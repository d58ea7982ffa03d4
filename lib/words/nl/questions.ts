import type { questions as en } from "../en/questions.ts";
import { plural } from "./plural.ts";

const numbers = ["geen", "één", "twee", "drie", "vier", "vijf"];
const left = (tries: number) =>
  tries === 0
    ? "U hebt geen poging meer over."
    : `U hebt nog ${numbers[tries] ?? tries} ${plural(tries, { one: "poging", other: "pogingen" })}.`;
const callKnown = (organization: string) => `Bel ${organization} op een nummer dat u kent.`;

export const questions: typeof en = {
  question: {
    title: "Voer de code in die we u stuurden",
    sentTo: (address) => ["Zes cijfers, per e-mail naar ", address, "."],
    sent: "Zes cijfers, per e-mail.",
    sentByText: (number) => ["Zes cijfers, per sms naar ", number, "."],
    goodUntil: (time) => ["Geldig tot ", time, "."],
    onItsWay: "Hij is onderweg.",
    label: "Code",
    confirm: "Bevestigen",
    nothingCame: "Niets gekregen?",
    newCode: "Stuur een nieuwe code",
    lastCode: (organization) => `Dat was de laatste code voor dit verzoek. Niets gekregen? ${callKnown(organization)}`,
  },
  tooOld: {
    title: "De code is te oud",
    lead: (time) => ["Hij was geldig tot ", time, "."],
    newCode: "Laat een nieuwe code sturen en voer die in.",
    noneLeft: (organization) => `Er kunnen geen codes meer worden gestuurd. ${callKnown(organization)}`,
  },
  said: {
    wrong: (tries) => `Dat is niet de code die we stuurden. ${left(tries)}`,
    unreadable: "Een code heeft zes cijfers. Voer de zes cijfers in die we u stuurden.",
    code_expired: "Die code is te oud, of er is een nieuwere onderweg. Voer de nieuwste in.",
    asked: "U hebt een nieuwe code gevraagd. De vorige werkt niet meer.",
    too_soon: (waitSeconds) =>
      waitSeconds === null
        ? "Er is zojuist een code gestuurd; het kan een minuut duren voordat die er is. Probeer het daarna opnieuw."
        : `Er is zojuist een code gestuurd; het kan een minuut duren voordat die er is. Over ${waitSeconds} ${plural(waitSeconds, { one: "seconde", other: "seconden" })} kunt u een nieuwe vragen.`,
    no_codes_left: (organization) => `Er kunnen geen codes meer worden gestuurd. ${callKnown(organization)}`,
    wrong_number: (tries) => `Dat is niet het getal op het scherm van degene die u belt. ${left(tries)}`,
    unreadable_number: "Het getal heeft twee cijfers. Vraag er nog een keer om.",
    other_way: "U hebt een andere manier gekozen. Wat we eerder stuurden, werkt niet meer.",
    other_account: (tries) => `Dit verzoek hoort niet bij dat account. Meld u aan met uw eigen werkaccount. ${left(tries)}`,
    sign_in_again: (tries) => `We konden de aanmelding niet bevestigen. Meld u nog een keer aan. ${left(tries)}`,
    sign_in_away: (organization) =>
      `De aanmeldpagina van uw bedrijf antwoordt niet. Probeer het zo nog eens; blijft het zo, bel dan ${organization} op een nummer dat u kent.`,
  },
  limits: {
    left,
    wait: (seconds) =>
      `Na meerdere foute antwoorden moet u wachten. Over ${seconds} ${plural(seconds, { one: "seconde", other: "seconden" })} kunt u weer antwoorden.`,
    tooSoon: "Dat was te vroeg: er is niets gecontroleerd en het kostte geen poging.",
    used: (organization) =>
      `Er zijn te veel foute antwoorden gegeven, daarom is dit antwoord niet gecontroleerd. Gebruik een andere manier als die wordt aangeboden. ${callKnown(organization)} Later kunt u weer antwoorden.`,
  },
  call: {
    title: "We bellen u",
    lead: (organization, number) => [
      `Iemand van de techniek van ${organization} belt u op `,
      number,
      " en vraagt of dit verzoek van u komt.",
    ],
    never: "U hoeft hier niets in te voeren. Noem aan de telefoon nooit een code of een wachtwoord.",
    after: "Na het gesprek hoeft u hier niets meer te doen. U kunt deze pagina sluiten.",
  },
  signIn: {
    title: "Bevestig dat u het bent",
    lead: {
      entra: "Meld u aan met uw werkaccount van Microsoft.",
      google: "Meld u aan met uw werkaccount van Google.",
      oidc: "Meld u aan met uw werkaccount.",
    },
    button: { entra: "Aanmelden met Microsoft", google: "Aanmelden met Google", oidc: "Aanmelden met het werkaccount" },
    hint: "U meldt zich aan op de pagina van uw bedrijf, niet hier. Wij zien wie u bent en verder niets.",
    away: (organization) => `Aanmelden staat op dit moment uit. ${callKnown(organization)}`,
    returned: { title: "U bent aangemeld", lead: (host) => `Aangemeld bij ${host}. Nog één stap.`, button: "Doorgaan" },
    lost: {
      title: "De aanmelding is niet afgerond",
      lead: "Het duurde te lang, of het begon in een andere browser. Er is niets gewijzigd. Open de link die we u stuurden opnieuw en meld u van daaruit aan.",
    },
  },
  approver: {
    title: (who) => `Spreek met ${who}`,
    lead: (who) => `We hebben ${who} gevraagd of dit klopt. Bel op en noem dit getal:`,
    onItsWay: "Een moment: het getal is onderweg. Laad deze pagina opnieuw.",
    wait: "Zodra het getal daar is ingevoerd, gaan we verder.",
    again: "Ingevoerd? Kijk opnieuw",
  },
  app: {
    title: "Voer de code van uw authenticator-app in",
    lead: (organization) => `Open de app en voer de zes cijfers in die hij toont voor ${organization}.`,
    wrong: (tries) => `Dat is niet de code van uw app, of hij is al gebruikt. ${left(tries)}`,
    unreadable: "Een code heeft zes cijfers. Voer de zes cijfers in die de app nu toont.",
  },
  passkey: {
    title: "Bevestig met uw toegangssleutel",
    lead: "Uw apparaat vraagt om uw vingerafdruk, uw gezicht of de pincode. Niets daarvan verlaat het apparaat.",
    use: "Mijn toegangssleutel gebruiken",
    cancelled:
      "Dat is afgebroken, of dit apparaat heeft geen toegangssleutel van u. Probeer het opnieuw, of op het apparaat dat hem heeft.",
    unknown: "Deze browser kan geen toegangssleutels gebruiken. Open de link op een ander apparaat.",
    refused: (tries) => `We konden die toegangssleutel niet aannemen. ${left(tries)}`,
    notAsked: "Dat duurde te lang, of is twee keer gestuurd. Probeer het opnieuw.",
    broken: "We konden onze eigen server niet bereiken. Probeer het zo nog eens.",
    noScript: "Een toegangssleutel heeft JavaScript nodig, en dat staat in deze browser uit.",
    noOther: (organization) => `Zet het aan, of bel ${organization} op een nummer dat u kent.`,
  },
  number: {
    title: (who) => `Welk getal geeft ${who} u?`,
    lead: "U hebt elkaar aan de telefoon, en er worden u twee cijfers voorgelezen.",
    label: "Getal",
  },
  phrase: {
    lead: (who) => `Belt iemand u hierover, dan komt het gesprek alleen van ${who} als u eerst dit hoort:`,
    hangUp: "Hoort u iets anders, hang dan op.",
    saidElse: "Er werd iets anders gezegd",
  },
  held: {
    title: "Dat klopt",
    lead: (organization: string) => `Iemand van ${organization} bekijkt het nu en gaat daarna verder.`,
    wait: "U hoeft niets meer te doen. Bent u aan de telefoon? Blijf aan de lijn.",
  },
  checking: {
    title: "Dat klopt",
    lead: "We ronden de controle af. Dat duurt even.",
    wait: "U hoeft niets meer te doen. Deze pagina gaat vanzelf verder.",
  },
  others: {
    title: "Een andere manier gebruiken",
    names: {
      passkey: "Mijn toegangssleutel",
      approver: "Iemand van mijn bedrijf die akkoord geeft",
      external_provider: "Een andere controledienst",
      company_sign_in: "Aanmelden met het werkaccount",
      call_back: "Een telefoontje van de helpdesk",
      totp: "Mijn authenticator-app",
      sms_code: "Een code per sms",
      email_code: "Een code per e-mail",
    },
  },
};
