import { InputError } from "../platform/errors.ts";

type CredentialFields = { username: string; secret: string; trackingIdentifier: string };

/** What HTTP carries unchanged in a header: printable Latin-1, no space at either end. */
const SENDABLE = /^[\x21-\x7e\xa1-\xff](?:[\x20-\x7e\xa0-\xff]*[\x21-\x7e\xa1-\xff])?$/;

/**
 * The API user's three values. They live in private fields, so printing, logging, copying or serialising this object
 * shows none of them; only `headers` gives them out. Throws an InputError naming the field that no header can carry.
 */
export class AutotaskCredentials {
  readonly #username: string;
  readonly #secret: string;
  readonly #trackingIdentifier: string;

  constructor(fields: CredentialFields) {
    for (const field of ["username", "secret", "trackingIdentifier"] as const) {
      if (!SENDABLE.test(fields[field])) {
        throw new InputError(`The ${field} has characters that cannot be sent to Autotask`, {
          code: "autotask.unsendable_credential",
          field,
        });
      }
    }
    this.#username = fields.username;
    this.#secret = fields.secret;
    this.#trackingIdentifier = fields.trackingIdentifier;
  }

  /** The authentication headers of one call. */
  headers(): Record<string, string> {
    return { ApiIntegrationCode: this.#trackingIdentifier, UserName: this.#username, Secret: this.#secret };
  }

  /** `text` without the secret and the tracking identifier, should the other side have quoted them. */
  redact(text: string): string {
    return text.replaceAll(this.#secret, "[removed]").replaceAll(this.#trackingIdentifier, "[removed]");
  }
}
