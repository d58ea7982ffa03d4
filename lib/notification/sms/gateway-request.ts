import { Webhook } from "standardwebhooks";
import type { SmsGatewayKind } from "../schema.ts";

export type Text = { id: string; to: string; text: string };
export type Gateway = { kind: SmsGatewayKind; url: URL; account: string; secret: string; sender: string };
export type GatewayRequest = { url: string; headers: Record<string, string>; body: string };

/** The request that has a gateway send one text message. Pure. */
export function gatewayRequest(gateway: Gateway, text: Text, now: Date): GatewayRequest {
  return gateway.kind === "twilio" ? twilioRequest(gateway, text) : signedRequest(gateway, text, now);
}

/** https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource, which other vendors speak as well. */
function twilioRequest({ url, account, secret, sender }: Gateway, { to, text }: Text): GatewayRequest {
  const from: Record<string, string> = /^MG[0-9a-f]{32}$/.test(sender) ? { MessagingServiceSid: sender } : { From: sender };
  return {
    url: `${url.href.replace(/\/+$/, "")}/Accounts/${encodeURIComponent(account)}/Messages.json`,
    headers: {
      authorization: `Basic ${Buffer.from(`${account}:${secret}`).toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    },
    body: new URLSearchParams({ To: to, ...from, Body: text }).toString(),
  };
}

/**
 * A POST that its receiver can prove is ours, and knows again when it comes twice: the three headers of Standard Webhooks
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
 */
function signedRequest({ url, secret, sender }: Gateway, { id, to, text }: Text, now: Date): GatewayRequest {
  const body = JSON.stringify({ type: "sms.send", timestamp: now.toISOString(), data: { to, from: sender, text } });
  const signature = new Webhook(secret).sign(id, now, body);
  return {
    url: url.href,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
      "webhook-signature": signature,
    },
    body,
  };
}

const prefix = "whsec_";

/** Whether the secret is one of Standard Webhooks: 24 to 64 bytes in base64 behind `whsec_`. */
export function isSigningSecret(secret: string): boolean {
  if (!secret.startsWith(prefix) || !/^[A-Za-z0-9+/]+={0,2}$/.test(secret.slice(prefix.length))) return false;
  const { length } = signingKey(secret);
  return length >= 24 && length <= 64;
}

const signingKey = (secret: string) => Buffer.from(secret.slice(prefix.length), "base64");

const loopback: readonly string[] = ["127.0.0.1", "[::1]"];

/**
 * The address of a gateway, null when we may not call it: https without credentials in it. Outside production a loopback
 * address passes as well, so that something on the same machine can play the gateway.
 */
export function decideGatewayUrl(text: string, { allowLoopback }: { allowLoopback: boolean }): { url: URL; isLoopback: boolean } | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || url.hash !== "") return null;
  if (allowLoopback && loopback.includes(url.hostname) && /^https?:$/.test(url.protocol)) return { url, isLoopback: true };
  return url.protocol === "https:" ? { url, isLoopback: false } : null;
}
