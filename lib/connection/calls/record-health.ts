import type { AutotaskError } from "../../autotask/errors.ts";
import type { Deps } from "../../platform/deps.ts";
import { failureOf } from "../describe-failure.ts";
import type { FailureCode } from "../schema.ts";

/** Not worth a line on the status page: a record that is gone is an answer, and a full house empties by itself. */
const UNREMARKABLE: readonly string[] = ["autotask.not_found", "autotask.rate_limited", "autotask.picklist_value_missing"];

/** Troubles of the whole connection, which one good answer ends. A missing right stays until the same work succeeds or a check. */
const ENDED_BY_ANY_ANSWER: readonly FailureCode[] = [
  "connection.network",
  "connection.address_blocked",
  "connection.autotask_busy",
  "connection.unexpected",
];

/** Keeps the failure for the status page, if a person should know of it. Never throws over the error it records. */
export async function recordTrouble({ db, now, log }: Pick<Deps, "db" | "now" | "log">, id: string, error: AutotaskError): Promise<void> {
  if (UNREMARKABLE.includes(error.code)) return;
  const { code, answer } = failureOf(error);
  await db.connection
    .updateMany({ where: { id }, data: { lastErrorAt: now(), lastErrorCode: code, lastErrorAnswer: answer } })
    .catch((cause: unknown) => log.error("connection.trouble_not_recorded", cause, { connectionId: id }));
}

/** Autotask answers again. */
export async function recordRecovery({ db }: Pick<Deps, "db">, id: string): Promise<void> {
  await db.connection.updateMany({
    where: { id, lastErrorCode: { in: [...ENDED_BY_ANY_ANSWER] } },
    data: { lastErrorAt: null, lastErrorCode: null, lastErrorAnswer: null },
  });
}
