import type { Deps } from "../../platform/deps.ts";
import { guardedFetch } from "../../platform/guarded-fetch.ts";
import { mayBeOnThisMachine } from "./provider-address.ts";
import { signMessage } from "./signature.ts";
import type { CheckRequest, TestRequest } from "./wire-schema.ts";

const timeoutMs = 10_000;
/** An answer is one address. */
const maxBytes = 16 * 1024;

type Message = {
  createUrl: string;
  secrets: readonly string[];
  /** The same for the same request made again: a provider that knows it starts nothing new. */
  id: string;
  at: Date;
  body: CheckRequest | TestRequest;
};

/**
 * Posts one signed message to a provider. Follows no redirect, reaches no address inside, and in production nothing but
 * https. Throws FetchFailure.
 */
export async function askProvider({ appEnv }: Pick<Deps, "appEnv">, { createUrl, secrets, id, at, body }: Message) {
  const text = JSON.stringify(body);
  return guardedFetch(createUrl, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      "user-agent": "Countersign",
      ...signMessage(secrets, { id, at, body: text }),
    },
    body: text,
    ...{ timeoutMs, maxBytes },
    privateNetwork: mayBeOnThisMachine(new URL(createUrl), appEnv),
  });
}
