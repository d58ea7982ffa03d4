import { setTimeout as pause } from "node:timers/promises";
import type { Requester } from "../directory/find-requester.ts";
import { parsePhoneNumber } from "../platform/phone-number.ts";
import { finishLook } from "../verification/contact-look/finish-look.ts";
import type { Look } from "../verification/contact-look/take-look.ts";
import { aRequester } from "./factories.ts";
import type { TestDeps } from "./test-deps.ts";

/**
 * Does what the worker does with every verification that is proven and waits for a look at its contact. Unless told otherwise
 * it finds the contact as it was asked: with every address and number that something was to be sent to.
 */
export async function lookAtContacts(deps: TestDeps, contact?: Requester | null): Promise<Look[]> {
  const waiting = await deps.db.verification.findMany({
    where: { settledAt: null, provenAt: { not: null } },
    select: {
      id: true,
      provenAt: true,
      companyId: true,
      challenges: { where: { destinationSealed: { not: null }, method: { in: ["email_code", "sms_code", "call_back"] } } },
    },
    orderBy: { provenAt: "asc" },
  });
  const looks: Look[] = [];
  for (const { id, provenAt, companyId, challenges } of waiting) {
    if (provenAt === null) continue;
    const addresses = challenges.flatMap(({ id: rowId, destinationSealed }) =>
      destinationSealed === null ? [] : deps.secrets.open(destinationSealed, { table: "challenges", column: "destination", rowId }),
    );
    const email = addresses.find((address) => address.includes("@")) ?? aRequester.email;
    const phones = addresses.flatMap((address) => parsePhoneNumber(address, null) ?? []);
    const unchanged = { ...aRequester, companyId: companyId === null ? null : Number(companyId), email, phones };
    looks.push(await finishLook(deps, { verificationId: id, provenAt, contact: contact === undefined ? unchanged : contact }));
  }
  return looks;
}

/** Does so until it is stopped, as a worker beside the web process does. */
export function keepLooking(deps: TestDeps): () => Promise<void> {
  const stop = new AbortController();
  const done = (async () => {
    while (!stop.signal.aborted) {
      await lookAtContacts(deps);
      await pause(20);
    }
  })();
  return async () => {
    stop.abort();
    await done;
  };
}
