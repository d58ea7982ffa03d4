import type { caller as en } from "../en/caller.ts";

export const caller: typeof en = {
  title: "Sind das wirklich wir?",
  lead: "Ruft Sie jemand im Namen Ihres IT-Dienstleisters an? Fragen Sie nach den vier Erkennungswörtern und geben Sie sie hier ein.",
  label: "Die vier Wörter, die Ihnen genannt wurden",
  ask: "Wörter prüfen",
  yes: (organization) => `Ja, das ist ${organization}.`,
  yesLead: "Die Wörter gehören zu dieser Anfrage. Das gilt nur für diesen Anruf.",
  no: "Nein. Legen Sie auf.",
  noLead:
    "Diese Wörter gehören zu keiner Anfrage von uns. Wenn Sie sich vielleicht verhört haben, fragen Sie noch einmal; werden sie wiederholt und es bleibt beim Nein, legen Sie auf.",
  notKnown: "Nicht genannt",
  too_many: "Das war oft in kurzer Zeit. Warten Sie eine Minute und versuchen Sie es dann noch einmal.",
  failed: "Wir konnten nicht nachsehen. Versuchen Sie es gleich noch einmal.",
  neither: "Nicht sicher? Legen Sie auf und rufen Sie Ihren IT-Dienstleister unter einer Nummer an, die Sie kennen.",
};
