import type { caller as en } from "../en/caller.ts";

export const caller: typeof en = {
  title: "Zijn wij dit echt?",
  lead: "Belt iemand u namens uw IT-dienstverlener? Vraag naar de vier herkenningswoorden en typ ze hier.",
  label: "De vier woorden die u werden gezegd",
  ask: "Woorden controleren",
  yes: (organization) => `Ja, het is ${organization}.`,
  yesLead: "De woorden horen bij dit verzoek. Dat geldt alleen voor dit gesprek.",
  no: "Nee. Hang op.",
  noLead:
    "Deze woorden horen bij geen verzoek van ons. Hebt u ze misschien verkeerd verstaan, vraag er dan nog een keer om; worden ze herhaald en blijft het nee, hang dan op.",
  notKnown: "Niet genoemd",
  too_many: "Dat was vaak in korte tijd. Wacht een minuut en probeer het dan opnieuw.",
  failed: "We konden het niet nakijken. Probeer het zo nog eens.",
  neither: "Twijfelt u? Hang op en bel uw IT-dienstverlener op een nummer dat u kent.",
};
