import { hostname } from "node:os";
import type { AutotaskError } from "../../autotask/errors.ts";
import type { Deps } from "../../platform/deps.ts";
import { failureOf } from "../describe-failure.ts";

type SignIn = { connection: { id: string; organizationId: string }; credentialsVersion: number; zoneUrl: string; error: AutotaskError };

/**
 * Keeps one refused sign-in: when, where, with which values, and from which address and machine. The address is our end of
 * the call as this machine knows it; behind NAT Autotask sees another.
 */
export async function recordFailedSignIn({ db, now }: Pick<Deps, "db" | "now">, signIn: SignIn): Promise<void> {
  const { connection, credentialsVersion, zoneUrl, error } = signIn;
  await db.failedSignIn.create({
    data: {
      organizationId: connection.organizationId,
      connectionId: connection.id,
      at: now(),
      zoneHost: new URL(zoneUrl).host,
      code: failureOf(error).code,
      credentialsVersion,
      fromAddress: error.fromAddress,
      fromHost: hostname(),
    },
  });
}
