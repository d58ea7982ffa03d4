import type { GatewayProblem, SmsGatewayKind, TextErrorCode } from "@/lib/notification/schema.ts";

export const gatewayWords: Record<SmsGatewayKind, { name: string; url: string; urlHint: string; secret: string; secretHint: string }> = {
  twilio: {
    name: "Twilio, or one that speaks its API",
    url: "API address",
    urlHint: "Up to the version, such as https://api.twilio.com/2010-04-01.",
    secret: "Auth token",
    secretHint: "Whoever has it can send at your cost, so we store it encrypted and never show it again.",
  },
  signed: {
    name: "Your own, by signed POST",
    url: "Address",
    urlHint: "We post type, number, sender and text as JSON, signed as Standard Webhooks has it.",
    secret: "Signing secret",
    secretHint: "It begins with whsec_. We store it encrypted and never show it again.",
  },
};

/** Why the last text message did not leave: what happened, then what to do. */
export const textErrorWords: Record<TextErrorCode, string> = {
  "notification.no_gateway": "There is no gateway. Set one up.",
  "notification.gateway_unreadable": "The stored secret cannot be read any more. Enter it again.",
  "notification.gateway_address_refused": "This address is none that we call. Check it: https, and a public host.",
  "notification.gateway_auth_refused": "The gateway refuses our sign-in. Check account and secret, then send a test.",
  "notification.gateway_busy": "The gateway has too many messages at the moment. We try again by ourselves.",
  "notification.gateway_unavailable": "The gateway did not answer. We try again by ourselves.",
  "notification.number_refused": "The gateway does not take this number. Check it; it must be a mobile number.",
  "notification.text_refused": "The gateway did not take the message. Check the sender, then send a test.",
  "notification.country_closed": "The number is in a country that is not on your list. Add it, if you mean it.",
  "notification.text_budget_used": "The messages of this hour are used up. Wait, or raise the number.",
};

export type GatewayCode = GatewayProblem | "notification.not_a_mobile_number" | "notification.too_many_tests";

/** Why a value was not taken: what it is, then what to enter. */
export const gatewayText: Record<GatewayCode, string> = {
  "notification.not_a_gateway_address": "We cannot call this address. Enter one that begins with https:// and has no password in it.",
  "notification.account_missing": "Enter the account SID. It begins with AC.",
  "notification.secret_missing": "Enter the secret. The stored one belongs to another address or account.",
  "notification.not_a_signing_secret": "This is not a signing secret. It begins with whsec_, and base64 of 24 to 64 bytes follows.",
  "notification.unknown_country": "One of these is no country. Use two letters for each, such as DE, AT, CH.",
  "notification.not_a_mobile_number": "This is not a mobile number. Enter it with its country code, such as +49 171 2345678.",
  "notification.too_many_tests": "Five tests were sent in ten minutes. Wait a few minutes.",
};
