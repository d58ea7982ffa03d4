import { z } from "zod";
import { type Actor, recordAudit } from "../../audit/record-audit.ts";
import { inOrganization, type Tx } from "../../platform/db/database.ts";
import type { Deps } from "../../platform/deps.ts";
import { ConflictError, InputError } from "../../platform/errors.ts";
import type { AddressProblem, NewAlertChannel } from "../schema.ts";
import { addressPlace, openAddress } from "./channel-address.ts";
import { decideChatAddress } from "./decide-address.ts";

type Wanted = { organizationId: string; actor: Actor; channel: NewAlertChannel };
type AddDeps = Pick<Deps, "db" | "now" | "secrets" | "appEnv">;

const channelsMax = 20;
const mailAddress = z.email().max(254);

/**
 * Adds a place where alerts go, from the next trouble on. Nothing is sent there yet: the test does that. Throws InputError
 * on the field `address`, and ConflictError for an address that is there already and for too many channels.
 */
export async function addChannel(deps: AddDeps, { organizationId, actor, channel }: Wanted): Promise<{ id: string }> {
  const { kind, name } = channel;
  const address = requireAddress(deps, channel);
  const id = crypto.randomUUID();
  await inOrganization(deps.db, organizationId, async (tx) => {
    await lockChannels(tx, organizationId);
    await requireRoom(deps, tx, { organizationId, address });
    const at = deps.now();
    const secret = kind === "mail" ? { email: address } : { urlSealed: deps.secrets.seal(address, addressPlace(id)) };
    const createdByName = actor.kind === "member" ? actor.name : null;
    await tx.alertChannel.create({ data: { id, organizationId, kind, name, createdAt: at, createdByName, ...secret } });
    const to = kind === "mail" ? address : new URL(address).host;
    const subject = { kind: "alert_channel", id };
    await recordAudit(tx, { organizationId, at, actor, action: "notification.alert_channel_added", subject, details: { name, kind, to } });
  });
  return { id };
}

/** Changes of one organization's channels queue behind each other. */
export async function lockChannels(tx: Tx, organizationId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`alert_channels:${organizationId}`}, 0))`;
}

/** The address as it is stored. Throws InputError. */
function requireAddress({ appEnv }: Pick<Deps, "appEnv">, { kind, address }: NewAlertChannel): string {
  if (kind === "mail") {
    const mail = mailAddress.safeParse(address.normalize("NFKC").toLowerCase());
    if (mail.success) return mail.data;
    throw refused("notification.not_a_mail_address");
  }
  const decided = decideChatAddress(kind, address, { allowLoopback: appEnv !== "production" });
  if ("problem" in decided) throw refused(decided.problem);
  return decided.url.href;
}

function refused(code: AddressProblem): InputError {
  return new InputError("The address of an alert channel is not taken", { code, field: "address" });
}

async function requireRoom(deps: AddDeps, tx: Tx, { organizationId, address }: { organizationId: string; address: string }): Promise<void> {
  const channels = await tx.alertChannel.findMany({
    where: { organizationId, removedAt: null },
    select: { id: true, email: true, urlSealed: true },
  });
  if (channels.length >= channelsMax) {
    throw new ConflictError(`There are ${channelsMax} alert channels already`, { code: "notification.too_many_channels" });
  }
  // Sealed twice the same address looks different, so each is opened.
  if (channels.some((channel) => (channel.email ?? openAddress(deps, channel)) === address)) {
    throw new ConflictError("The address is an alert channel already", { code: "notification.channel_exists" });
  }
}
