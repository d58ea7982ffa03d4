import type { broken as en } from "../en/broken.ts";

export const broken: typeof en = {
  lang: "de",
  name: "Countersign",
  marks: { idle: "Countersign", asked: "Gefragt", countersigned: "Gegengezeichnet", "not-countersigned": "Nicht gegengezeichnet" },
  roleLine: "Fragt im Auftrag Ihres IT-Dienstleisters",
  title: "Wir konnten diese Seite nicht anzeigen",
  lead: "Es wurde nichts geändert. Versuchen Sie es gleich noch einmal; wenn es dabei bleibt, rufen Sie Ihren IT-Dienstleister unter einer Nummer an, die Sie kennen.",
  again: "Noch einmal versuchen",
  footLine: "Countersign fragt nie nach Ihrem Passwort.",
};
