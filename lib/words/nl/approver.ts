import type { approver as en } from "../en/approver.ts";
import { plural } from "./plural.ts";

export const approver: typeof en = {
  title: "Klopt dit verzoek?",
  somebody: "Iemand van uw bedrijf",
  notRight: "Dit klopt niet",
  sure: {
    weak: "Het is een alledaags verzoek.",
    fair: "Het is een verzoek dat meer dan een alledaagse controle vraagt.",
    good: "Het is een verzoek dat een account kan openen, zoals een nieuw wachtwoord of een nieuwe telefoon voor het aanmelden.",
    best: "Het is een verzoek dat een account met bijzondere rechten of een betaling raakt.",
  },
  asked: (who, ticket) => `${who} heeft in ticket ${ticket} om hulp gevraagd.`,
  call: (who) =>
    `Spreek eerst met ${who}, op een nummer dat u kent. Daar noemt men u twee cijfers; zonder die cijfers kan niemand ja zeggen.`,
  label: (who) => `Het getal dat ${who} u noemt`,
  confirm: "Het klopt",
  wrong: (tries) =>
    `Dat is niet het juiste getal. ${tries === 0 ? "U hebt geen poging meer over." : `U hebt nog ${plural(tries, { one: "één poging", other: `${tries} pogingen` })}.`}`,
  unreadable: "Het getal heeft twee cijfers. Voer de twee cijfers in die men u noemt.",
  denial: {
    title: "Klopt het niet?",
    lead: (organization) => `Dan stoppen we het verzoek en melden we het nu aan ${organization}. Niemand wijzigt een wachtwoord.`,
    confirm: "Het klopt niet, stop het",
    back: "Terug, het klopt",
  },
  ends: {
    approved: { title: (who) => `Dank u wel. Het verzoek van ${who} gaat verder.`, lead: "U kunt deze pagina sluiten." },
    denied: {
      title: () => "Het verzoek is gestopt.",
      lead: "Spreek met de persoon wiens naam is gebruikt, op een nummer dat u kent.",
    },
    stopped: {
      title: () => "Er is niets goedgekeurd.",
      lead: "Het getal was niet het juiste. Het verzoek gaat zonder u verder, of eindigt.",
    },
  },
};
