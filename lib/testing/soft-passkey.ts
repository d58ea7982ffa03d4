import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import type { NewPasskey, PasskeyAnswer } from "../verification/authenticators/passkey-schema.ts";

// A passkey made of bytes, written from WebAuthn Level 3 (6.1 authenticator data, 6.5.4 attestation object) and RFC 9053 (EC2
// keys), without the library that verifies: one misreading cannot satisfy both sides.

const flagBits = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 };

type Wish = {
  challenge: string;
  origin?: string;
  rpId?: string;
  type?: string;
  isVerified?: boolean;
  counter?: number;
  crossOrigin?: boolean;
  /** Flips a bit of the signature. */
  isForged?: boolean;
};

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const b64 = (data: Buffer) => data.toString("base64url");

/** An authenticator with one key that does as it is told, wrong things too. */
export function softPasskey({ origin, rpId }: { origin: string; rpId: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const jwk = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);

  function clientData(type: string, wish: Wish): Buffer {
    const { challenge, crossOrigin } = wish;
    return Buffer.from(
      JSON.stringify({ type: wish.type ?? type, challenge, origin: wish.origin ?? origin, crossOrigin: crossOrigin ?? false }),
    );
  }

  function authenticatorData(wish: Wish, attested?: Buffer): Buffer {
    const flags = flagBits.userPresent | (wish.isVerified === false ? 0 : flagBits.userVerified) | (attested ? flagBits.attested : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(wish.counter ?? 0);
    return Buffer.concat([sha256(wish.rpId ?? rpId), Buffer.from([flags]), counter, attested ?? Buffer.alloc(0)]);
  }

  const common = {
    id: b64(id),
    rawId: b64(id),
    type: "public-key" as const,
    authenticatorAttachment: undefined,
    clientExtensionResults: {},
  };

  return {
    id: b64(id),
    register(wish: Wish): NewPasskey {
      const coordinate = (text: string | undefined) => Buffer.from(text ?? "", "base64url");
      const key = Buffer.concat([
        Buffer.from("a5010203262001215820", "hex"),
        coordinate(jwk.x),
        Buffer.from("225820", "hex"),
        coordinate(jwk.y),
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
      const authData = authenticatorData(wish, attested);
      const attestationObject = Buffer.concat([
        Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"),
        Buffer.from([authData.length]),
        authData,
      ]);
      const response = { clientDataJSON: b64(clientData("webauthn.create", wish)), attestationObject: b64(attestationObject) };
      return { ...common, response: { ...response, transports: ["internal"] } };
    },
    authenticate(wish: Wish): PasskeyAnswer {
      const data = clientData("webauthn.get", wish);
      const authData = authenticatorData(wish);
      const signature = sign("sha256", Buffer.concat([authData, sha256(data)]), privateKey);
      const last = signature.length - 1;
      if (wish.isForged) signature.writeUInt8(signature.readUInt8(last) ^ 1, last);
      return { ...common, response: { clientDataJSON: b64(data), authenticatorData: b64(authData), signature: b64(signature) } };
    },
  };
}
