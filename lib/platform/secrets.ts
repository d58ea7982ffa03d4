import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import { InvariantError } from "./errors.ts";

/** One key that encrypts row keys. 32 bytes. */
export type EncryptionKey = { id: string; key: Buffer };

/** Which row and column a secret belongs to. Moved anywhere else, it does not open. */
export type SecretPlace = { table: string; column: string; rowId: string };

/**
 * What the processes do with secrets. Seals with the newest key, opens with any key of the ring, so that keys rotate
 * without downtime.
 */
export type Secrets = {
  /** AES-256-GCM with a data key of its own, itself wrapped by the newest ring key; bound to its place. */
  seal(plain: string, place: SecretPlace): Uint8Array<ArrayBuffer>;
  /** Throws InvariantError when the bytes were changed, moved, or sealed with a key that is not in the ring. */
  open(sealed: Uint8Array, place: SecretPlace): string;
  /** HMAC-SHA256 with a key that is not in the database: a dump cannot search the million codes. */
  mac(purpose: string, message: string): Uint8Array<ArrayBuffer>;
};

const format = 1;
const gcm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;

/** Newest key first. The MAC key comes from the authentication secret, so that rotating encryption keys kills no open code. */
export function createSecrets(ring: readonly EncryptionKey[], macSecret: string): Secrets {
  const newest = ring[0];
  if (!newest) throw new InvariantError("The encryption key ring is empty", { code: "platform.no_encryption_key" });
  const macKey = Buffer.from(hkdfSync("sha256", macSecret, "", "countersign code mac", 32));

  return {
    seal(plain, place) {
      const aad = placeBytes(place);
      const dataKey = randomBytes(32);
      const keyId = Buffer.from(newest.id, "utf8");
      const wrapped = encrypt(newest.key, dataKey, aad);
      const body = encrypt(dataKey, Buffer.from(plain, "utf8"), aad);
      return bytes(Buffer.concat([Buffer.from([format, keyId.length]), keyId, wrapped, body]));
    },
    open(sealed, place) {
      const buffer = Buffer.from(sealed);
      const idLength = buffer[1] ?? 0;
      const keyId = buffer.subarray(2, 2 + idLength).toString("utf8");
      const found = ring.find(({ id }) => id === keyId);
      if (buffer[0] !== format || !found) throw unopenable(place);
      const wrappedEnd = 2 + idLength + ivBytes + 32 + tagBytes;
      try {
        const aad = placeBytes(place);
        const dataKey = decrypt(found.key, buffer.subarray(2 + idLength, wrappedEnd), aad);
        return decrypt(dataKey, buffer.subarray(wrappedEnd), aad).toString("utf8");
      } catch (cause) {
        throw unopenable(place, cause);
      }
    },
    mac: (purpose, message) => bytes(createHmac("sha256", macKey).update(`${purpose}\0${message}`).digest()),
  };
}

/** SHA-256, for tokens and keys of 256 random bits: nobody chose them, so no slow hash is needed. */
export function digest(token: string): Uint8Array<ArrayBuffer> {
  return bytes(createHash("sha256").update(token).digest());
}

/** 256 random bits as URL-safe text. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Equal in constant time. Different lengths are unequal. */
export function isEqualConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

function encrypt(key: Buffer, plain: Buffer, aad: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(gcm, key, iv).setAAD(aad);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, sealed: Buffer, aad: Buffer): Buffer {
  const decipher = createDecipheriv(gcm, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes }).setAAD(aad);
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes, sealed.length - tagBytes)), decipher.final()]);
}

const placeBytes = ({ table, column, rowId }: SecretPlace) => Buffer.from(`${table}\0${column}\0${rowId}`, "utf8");

/** Prisma wants bytes over an ArrayBuffer of their own; Node's small buffers share one. */
const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

function unopenable(place: SecretPlace, cause?: unknown): InvariantError {
  return new InvariantError(`A sealed ${place.table}.${place.column} cannot be opened`, {
    code: "platform.secret_unopenable",
    context: { table: place.table, column: place.column, rowId: place.rowId },
    cause,
  });
}
