import type { Guard } from "./guard.ts";

/**
 * Who holds the mailbox that a request came from, or that it is about, would read the code as well. So nothing goes there by
 * e-mail: when the ticket came by e-mail from the contact, when its title names the address, or speaks of a mailbox. Nor does
 * signing in with an account prove a request about that very account: whoever took it over could. There the title must name it,
 * since "Outlook" is in every second title and says nothing of the account.
 */
export const sameChannel: Guard = ({ method, destination, account = null, circumstances }) => {
  if (method.channel === "identity_provider")
    return account !== null && names(circumstances.ticket.title, account) ? "verification.same_channel" : null;
  if (destination === null || method.channel !== "email") return null;
  const { ticket, contact } = circumstances;
  // A mail of another contact came from another mailbox. Nobody named: it may have been this one.
  const isFromContact = ticket.createdByContactId === null || ticket.createdByContactId === contact.id;
  const cameFromThere = isFromContact && isByMail(ticket.sourceLabel);
  return cameFromThere || isAbout(ticket.title, destination.address) ? "verification.same_channel" : null;
};

// The source of a ticket is a picklist that each tenant may word anew; "Email" is Autotask's own.
const mailSource = /(?<!voice[ -]?)(?:^|[^\p{L}])(?:e-?)?mails?(?:[^\p{L}]|$)|courriel|correo|correio/iu;

function isByMail(sourceLabel: string | null): boolean {
  return sourceLabel !== null && mailSource.test(sourceLabel);
}

/** English, German, French, Spanish, Dutch, Portuguese, and what the programs are called. No word for "password" or "locked": nearly every request has it. */
const mailboxWord = new RegExp(
  `(?<!\\p{L})(?:${[
    "e-?mails?(?:[ -]?(?:account|address|password|login|konto|adresse|passwort|kennwort|wachtwoord|compte|cuenta|conta))?",
    "mailbox(?:es)?|webmail|outlook|owa|gmail|inbox|mail account",
    "postf(?:a|ä)cher|postfach|mailkonto|mailpasswort|mailkennwort",
    "bo(?:i|î)te (?:mail|aux lettres|de r(?:e|é)ception|(?:e|é)lectronique)|messagerie|courriels?",
    "correos?(?: electr(?:o|ó)nicos?)?|buz(?:o|ó)n|bandeja de entrada",
    "postvak(?:ken)?|mailadres",
    "correio(?: eletr(?:o|ô)nico| eletr(?:o|ó)nico)?|caixas? (?:de )?(?:correio|entrada|postal)",
  ].join("|")})(?!\\p{L})`,
  "iu",
);

function isAbout(title: string, address: string): boolean {
  return names(title, address) || mailboxWord.test(title.normalize("NFC"));
}

function names(title: string, address: string): boolean {
  return title.normalize("NFC").toLowerCase().includes(address.normalize("NFC").toLowerCase());
}
