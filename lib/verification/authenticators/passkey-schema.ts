import { z } from "zod";

// What a browser sends of a passkey, as WebAuthn Level 3 writes it in JSON. What the bytes mean is for the verifying
// library; here only their form and size are judged.

const base64url = (max: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/)
    .max(max);

const credential = {
  id: base64url(1_400),
  rawId: base64url(1_400),
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional().catch(undefined),
  // Nothing is asked of the extensions, so nothing is read of them.
  clientExtensionResults: z.unknown().transform(() => ({})),
};

export const passkeyAnswerSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(8_000),
    authenticatorData: base64url(8_000),
    signature: base64url(8_000),
    userHandle: base64url(200).optional(),
  }),
});
export type PasskeyAnswer = z.infer<typeof passkeyAnswerSchema>;

export const newPasskeySchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url(8_000),
    attestationObject: base64url(60_000),
    transports: z
      .array(z.string().regex(/^[a-z-]{1,20}$/))
      .max(8)
      .optional()
      .catch(undefined),
  }),
});
export type NewPasskey = z.infer<typeof newPasskeySchema>;

/** Whether the browser says that a page of ours asked, and not a frame in somebody else's. */
export function isAskedByUs(clientDataJSON: string): boolean {
  const said = z.object({ crossOrigin: z.literal(false).optional(), topOrigin: z.undefined().optional() });
  try {
    return said.safeParse(JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"))).success;
  } catch {
    return false;
  }
}
