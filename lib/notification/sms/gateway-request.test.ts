import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { gatewayRequest, isSigningSecret } from "./gateway-request.ts";

// 31 bytes, whose base64 ends with padding.
const key = Buffer.from("a key of 31 bytes for signature");
const padded = `whsec_${key.toString("base64")}`;
const now = new Date("2026-11-26T12:00:00.900Z");
const text = { id: "challenge.1", to: "+491712345678", text: "123456 is your code. Grüße" };

test.each([
  ["as it is", padded],
  ["without its padding", padded.replace(/=+$/, "")],
])("a gateway of ours can prove a message that is signed with a secret %s, by the text of Standard Webhooks", (_what, secret) => {
  expect(isSigningSecret(secret)).toBe(true);
  const gateway = { kind: "signed", url: new URL("https://sms.example/send"), account: "", secret, sender: "+4940" } as const;

  const { headers, body } = gatewayRequest(gateway, text, now);

  expect([headers["webhook-id"], headers["webhook-timestamp"]]).toEqual(["challenge.1", "1795694400"]);
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
  expect(JSON.parse(body)).toMatchObject({ type: "sms.send", data: { to: "+491712345678", text: text.text } });
});
