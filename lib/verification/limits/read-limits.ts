import { z } from "zod";
import { inOrganization, type Reader } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { defaultLimits, type LimitName, type Limits, type LimitsView, limitNames, limitRules } from "./schema.ts";

const storedSchema = z.record(z.string(), z.unknown());

/** What holds in an organization. A stored value that is out of bounds by now is as if it were not set. */
export async function findLimits(db: Reader, organizationId: string): Promise<Limits> {
  const row = await db.verificationSetting.findUnique({ where: { organizationId }, select: { limits: true } });
  return toLimits(row?.limits);
}

export function toLimits(stored: unknown): Limits {
  const values = storedSchema.safeParse(stored).data ?? {};
  return { ...defaultLimits, ...Object.fromEntries(limitNames.flatMap((name) => within(name, values[name]))) };
}

function within(name: LimitName, value: unknown): [LimitName, number][] {
  const { min, max } = limitRules[name];
  return typeof value === "number" && Number.isInteger(value) && value >= min && value <= max ? [[name, value]] : [];
}

/** What holds, for the screen. */
export function readLimits({ db }: Pick<Deps, "db">, organizationId: string): Promise<LimitsView> {
  return inOrganization(db, organizationId, async (tx) => {
    const row = await tx.verificationSetting.findUnique({ where: { organizationId } });
    return { limits: toLimits(row?.limits), savedAt: row?.savedAt.toISOString() ?? null, savedByName: row?.savedByName ?? null };
  });
}
