import type { broken as en } from "../en/broken.ts";

export const broken: typeof en = {
  lang: "nl",
  name: "Countersign",
  marks: { idle: "Countersign", asked: "Gevraagd", countersigned: "Medeondertekend", "not-countersigned": "Niet medeondertekend" },
  roleLine: "Vraagt namens uw IT-dienstverlener",
  title: "We konden deze pagina niet tonen",
  lead: "Er is niets gewijzigd. Probeer het zo nog eens; blijft het zo, bel dan uw IT-dienstverlener op een nummer dat u kent.",
  again: "Opnieuw proberen",
  footLine: "Countersign vraagt nooit om uw wachtwoord.",
};
