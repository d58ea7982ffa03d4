import type { Signal, SignalCode } from "./schema.ts";

type Values = Signal["values"];

const countryNames = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** In words; a value that is no country's code shows as it is. */
function country(code: Values[string] | undefined): string {
  try {
    return countryNames.of(String(code)) ?? String(code);
  } catch {
    return String(code);
  }
}

const of = (operator: Values[string] | undefined) => (operator === undefined ? "" : ` (${operator})`);

const commonThings: Record<string, string> = { address: "the same address", device: "the same browser", number: "the same number" };
const automationSigns: Record<string, string> = {
  agent: "it called itself a program, or nothing at all",
  headers: "it did not say which language it reads",
  speed: "it answered faster than a person types",
};

/** Each as a sentence without its full stop, which can also stand after "because". */
const sentences: Record<SignalCode, (values: Values) => string> = {
  tor_exit: ({ operator }) => `the answer came through the Tor network${of(operator)}, which hides where people are`,
  vpn_network: ({ operator }) => `the answer came through a VPN provider${of(operator)}`,
  hosting_network: ({ operator }) => `the answer came from a data centre${of(operator)}, where machines are and people are not`,
  relay_network: ({ operator }) => `the answer came through a relay${of(operator)}, which hides the country`,
  country_differs: (values) =>
    `the answer came from ${country(values.country)}, and the company's country in Autotask is ${country(values.companyCountry)}`,
  impossible_travel: ({ from, to, km, minutes }) =>
    `the person last proved it from ${country(from)}, ${minutes} minutes before, and ${country(to)} is at least ${km} km away`,
  new_device: () => "the answer came from a browser that this person has not passed with before",
  automation: ({ how }) => `a program may have answered: ${automationSigns[String(how)] ?? "it did not look like a browser"}`,
  opened_late: ({ minutes }) => `the page was opened ${minutes} minutes after the message`,
  many_tries: ({ misses }) => `${misses} answers before were wrong`,
  campaign: ({ by }) => `${commonThings[String(by)] ?? "the same sender"} is part of a campaign against several companies`,
  wrong_answers: ({ wrong, counted }) => `${wrong} of ${counted} answers about what is on file did not fit`,
};

/** What a signal says, as a clause: lower case, no full stop. */
export function signalClause({ code, values }: Signal): string {
  return sentences[code](values);
}

/** What a signal says, as a sentence. */
export function signalSentence(signal: Signal): string {
  const clause = signalClause(signal);
  return `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`;
}
