import type { Tx } from "../../platform/db/database.ts";
import type { CampaignKeyKind } from "../../platform/db/generated/enums.ts";

type Sought = {
  organizationId: string;
  verificationId: string;
  addressMac: Uint8Array<ArrayBuffer> | null;
  deviceMac: Uint8Array<ArrayBuffer> | null;
};

/** By what an open campaign knows this answer: its address, its browser, or a number that this verification asks. Null: by nothing. */
export async function findCampaignKey(
  tx: Tx,
  { organizationId, verificationId, addressMac, deviceMac }: Sought,
): Promise<CampaignKeyKind | null> {
  const numbers = await tx.challenge.findMany({
    where: { verificationId, destinationMac: { not: null }, state: { not: "unusable" } },
    select: { destinationMac: true },
  });
  const known = await tx.campaignKey.findFirst({
    where: {
      organizationId,
      campaign: { closedAt: null },
      OR: [
        ...(addressMac === null ? [] : [{ kind: "address" as const, mac: addressMac }]),
        ...(deviceMac === null ? [] : [{ kind: "device" as const, mac: deviceMac }]),
        ...numbers.flatMap(({ destinationMac: mac }) => (mac === null ? [] : [{ kind: "number" as const, mac }])),
      ],
    },
    orderBy: { kind: "asc" },
    select: { kind: true },
  });
  return known?.kind ?? null;
}
