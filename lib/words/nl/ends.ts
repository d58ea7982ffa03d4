import type { ends as en } from "../en/ends.ts";

const next = "Wat u nu doet";
const callKnown = (organization: string) =>
  `Bel ${organization} op een nummer dat u kent, niet op een nummer uit een gesprek of een bericht.`;
const tellNoCode = "Noem niemand een code die we u stuurden.";
const notYours = (organization: string) => `Kwam het verzoek niet van u? Bel ${organization} meteen op een nummer dat u kent.`;

export const ends: typeof en = {
  denial: {
    title: "Was u dit niet?",
    lead: (organization) => `We stoppen dit verzoek en melden het nu aan ${organization}. Niemand wijzigt uw wachtwoord.`,
    confirm: "Dit was ik niet, stop het",
    back: "Terug, ik was het wel",
  },
  saidElse: {
    title: "Werd er iets anders gezegd?",
    lead: (organization) =>
      `Dan komt het gesprek niet van ${organization}. We stoppen dit verzoek en melden het nu aan ${organization}. Niemand wijzigt uw wachtwoord.`,
    confirm: "Er werd iets anders gezegd, stop het",
    back: "Terug, het werd goed gezegd",
  },

  passed: {
    pageTitle: "U bent het",
    title: (name) => (name === null ? "Dank u wel. U bent het." : `Dank u wel, ${name}. U bent het.`),
    lead: (who) => `${who} ziet het nu en gaat verder. U kunt deze pagina sluiten.`,
  },
  denied: {
    pageTitle: "We hebben het gestopt",
    title: "We hebben het gestopt",
    lead: (organization) => `${organization} weet nu dat u dit niet was. Niemand wijzigt uw wachtwoord.`,
    next,
    steps: (organization) => ["Hebt u hierover iemand aan de telefoon? Hang op.", callKnown(organization), tellNoCode],
  },
  wrong_phrase: {
    pageTitle: "Hang op",
    title: "Hang op",
    lead: (organization) => `We hebben het verzoek gestopt, en ${organization} weet dat iemand in hun naam belt.`,
    next,
    steps: (organization) => ["Hang op, wat men u ook zegt.", callKnown(organization), tellNoCode],
  },
  failed: {
    pageTitle: "We konden het niet bevestigen",
    title: "We konden niet bevestigen dat u het bent",
    lead: (organization) => `Dat was de laatste poging, en ${organization} weet ervan. Er is niets gewijzigd.`,
    next,
    steps: (organization) => [
      `Was u het? Bel ${organization} op een nummer dat u kent.`,
      "Was u het niet, en hebt u iemand aan de telefoon? Hang op.",
    ],
  },
  not_enough: {
    pageTitle: "Dat was niet genoeg",
    title: "Dat klopte, maar het is niet genoeg",
    lead: (organization) =>
      `Dit verzoek vraagt om een sterker bewijs, en er is hier voor u geen andere manier. ${organization} weet ervan. Er is niets gewijzigd.`,
    next,
    steps: (organization) => [
      `${organization} laat u weten hoe het verdergaat. U hoeft niet op deze pagina te wachten.`,
      `Is het dringend? Bel ${organization} op een nummer dat u kent.`,
    ],
  },
  expired: {
    pageTitle: "De tijd is om",
    title: "De tijd hiervoor is om",
    lead: (organization) => `Er is niets bevestigd en er is niets gewijzigd. ${organization} weet ervan.`,
    next,
    steps: (organization) => [
      `Hebt u nog hulp nodig? Bel ${organization} op een nummer dat u kent en vraag om een nieuwe link.`,
      notYours(organization),
    ],
  },
  answered: {
    pageTitle: "Dit verzoek is beantwoord",
    title: "Dit verzoek is beantwoord",
    lead: (organization) => `${organization} weet ervan en gaat verder. U hoeft hier niets meer te doen.`,
    next,
    steps: (organization) => [`Wacht u nog op hulp? Bel ${organization} op een nummer dat u kent.`, notYours(organization)],
  },
  closed: {
    pageTitle: "Dit verzoek is gesloten",
    title: "Dit verzoek is gesloten",
    lead: (organization) => `${organization} weet ervan. U hoeft hier niets meer te doen.`,
    next,
    steps: (organization) => [`Hebt u nog hulp nodig? Bel ${organization} op een nummer dat u kent.`, notYours(organization)],
  },
  signedLine: (when) => ["Medeondertekend ", when],
  notSignedLine: (when) => ["Niet medeondertekend, ", when],
  receipt: "Bewijs",
};
