import type { Guard } from "./guard.ts";

// Mailboxes of a role and not of a person: RFC 2142, and what small companies call theirs in the languages we speak.
const roles = new Set(
  [
    "info help helpdesk support service servicedesk it office admin administrator administration contact mail post team",
    "sales marketing billing accounts accounting invoice invoices hr jobs career reception frontdesk hello enquiries",
    "noreply no-reply postmaster webmaster hostmaster abuse security root",
    "kontakt empfang zentrale buero buchhaltung rechnung rechnungen vertrieb verwaltung sekretariat personal bewerbung",
    "accueil contactez compta comptabilite secretariat facturation direction commercial",
    "contacto recepcion administracion ventas facturacion soporte oficina",
    "receptie administratie verkoop boekhouding balie kantoor",
    "contato contacto rececao recepcao vendas financeiro secretaria suporte geral",
  ].flatMap((line) => line.split(" ")),
);

/** Who reads a mailbox or answers a phone that several have proves to be one of them, and that is not what was asked. */
export const sharedDestination: Guard = ({ method, destination, circumstances }) => {
  if (destination === null) return null;
  const isShared = circumstances.history.get(destination.address)?.isShared ?? false;
  return isShared || (method.channel === "email" && isRole(destination.address)) ? "verification.shared_destination" : null;
};

/** `info@`, and `info+shop@` and `info2@` as well. */
function isRole(address: string): boolean {
  const local = address.slice(0, address.lastIndexOf("@")).toLowerCase();
  return roles.has(local.replace(/\+.*$/, "").replace(/[0-9]+$/, ""));
}
