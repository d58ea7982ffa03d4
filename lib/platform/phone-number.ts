import { isSupportedCountry, type PhoneNumber as Parsed, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** `either`: countries such as the United States give both the same numbers. */
export const phoneKinds = ["mobile", "landline", "either", "voip", "premium", "other"] as const;
export type PhoneKind = (typeof phoneKinds)[number];

/** A number of a contact's record, as it can be dialled from anywhere. */
export type PhoneNumber = {
  /** E.164, with `;ext=12` (RFC 3966) where the record has an extension. */
  address: string;
  /** Digits as the record has them, whatever country they are read in. */
  typed: string;
  callingCode: string;
  /** ISO 3166; null for numbers of no country, such as those of satellites. */
  country: string | null;
  kind: PhoneKind;
};

const kinds: Partial<Record<NonNullable<ReturnType<Parsed["getType"]>>, PhoneKind>> = {
  MOBILE: "mobile",
  FIXED_LINE: "landline",
  FIXED_LINE_OR_MOBILE: "either",
  VOIP: "voip",
  PREMIUM_RATE: "premium",
  SHARED_COST: "premium",
};

/**
 * The number that a text of a record means, null when it is none: no digits, a wrong length, a range that nobody was given.
 * National numbers are read in `region`; without one only those with a country code count, since a guess would call a stranger.
 */
export function parsePhoneNumber(text: string | null, region: string | null): PhoneNumber | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "" || trimmed.length > 60) return null;
  const country = region !== null && isSupportedCountry(region) ? { defaultCountry: region } : {};
  // Not extracted from a sentence: a record with words around the number is not one that we understand.
  const parsed = parsePhoneNumberFromString(trimmed, { ...country, extract: false });
  if (!parsed?.isValid()) return null;
  const type = parsed.getType();
  return {
    address: parsed.ext ? `${parsed.number};ext=${parsed.ext}` : parsed.number,
    typed: trimmed.replace(/\D/g, ""),
    callingCode: parsed.countryCallingCode,
    country: parsed.country ?? null,
    kind: (type && kinds[type]) ?? "other",
  };
}

/** As people read and dial it: `+49 171 2345678`, with its extension. */
export function formatPhoneNumber(address: string): string {
  const [number = "", extension] = address.split(";ext=");
  const shown = parsePhoneNumberFromString(number)?.formatInternational() ?? number;
  return extension === undefined ? shown : `${shown} ext. ${extension}`;
}

/** `+49 ··· ··34`: the country and the last two digits. */
export function maskPhoneNumber({ address, callingCode }: Pick<PhoneNumber, "address" | "callingCode">): string {
  const [number = ""] = address.split(";");
  return `+${callingCode} ··· ··${number.slice(-2)}`;
}
