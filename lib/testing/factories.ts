import { randomBytes, randomInt } from "node:crypto";
import type { Requester } from "../directory/find-requester.ts";
import { type Db, inTransaction } from "../platform/db/database.ts";
import type { Secrets } from "../platform/secrets.ts";
import { digest } from "../platform/secrets.ts";
import { startVerification } from "../verification/start-verification.ts";
import type { Strength } from "../verification/strength.ts";

// Valid things by default; a test states what matters to it.

export async function makeOrganization(db: Db, { name = "Nordlicht Systemhaus" }: { name?: string } = {}) {
  // No wait between answers, and no pass that counts again: a test that is about them sets it.
  const verificationSetting = { create: { limits: { tryDelaySeconds: 0, reuseMinutes: 0 }, savedAt: new Date() } };
  const slug = `org-${randomBytes(5).toString("hex")}`;
  return db.organization.create({ data: { name, slug, timeZone: "Europe/Berlin", verificationSetting } });
}

export async function makeConnection(
  { db, secrets }: { db: Db; secrets: Secrets },
  {
    organizationId,
    state = "connected" as const,
    options = {},
  }: { organizationId: string; state?: "connected" | "disconnected" | "draft" | "paused"; options?: object },
) {
  const id = crypto.randomUUID();
  const key = randomBytes(32).toString("base64url");
  const webhookSecret = randomBytes(24).toString("base64url");
  const seal = (column: string, value: string) => secrets.seal(value, { table: "connections", column, rowId: id });
  const connection = await db.connection.create({
    data: {
      id,
      organizationId,
      name: "Nordlicht Systemhaus GmbH",
      state,
      email: "api@nordlicht.example",
      usernameSealed: seal("usernameSealed", "api-user@nordlicht.example"),
      secretSealed: seal("secretSealed", "a password"),
      trackingIdentifierSealed: seal("trackingIdentifierSealed", "HVB4X2NQ7RZKD3MWT5YC8LPJ6E1"),
      slotKey: `slot-${id}`,
      zoneUrl: "https://webservices18.autotask.net/ATServicesRest/",
      webUrl: "https://ww18.autotask.net/",
      databaseId: randomInt(1, 2 ** 31 - 1),
      apiResourceId: 900n,
      webhookId: 4n,
      webhookKeyHash: digest(key),
      webhookKeySealed: seal("webhookKeySealed", key),
      webhookSecretSealed: seal("webhookSecretSealed", webhookSecret),
      webhookActive: true,
      webhookReady: true,
      options,
      connectedAt: new Date(),
    },
  });
  return { connection, key, webhookSecret };
}

export async function makeTicket(
  db: Db,
  {
    organizationId,
    connectionId,
    number = "T20261124.0147",
    autotaskId = BigInt(randomInt(1, 2 ** 40)),
  }: { organizationId: string; connectionId: string; number?: string; autotaskId?: bigint },
) {
  return db.ticket.create({
    data: {
      organizationId,
      connectionId,
      autotaskId,
      number,
      title: "MFA on a new phone",
      companyName: "Kanzlei Dr. von Weitershausen-Löwenstein",
      technicianName: "Tomasz Wręczycki",
      technicianEmail: "tomasz@nordlicht.example",
      statusValue: 1,
      priorityValue: 2,
      readAt: new Date(),
    },
  });
}

export const aRequester: Requester = {
  contactId: 77,
  companyId: 12,
  name: "Zoë Škvorecká",
  email: "zoe.skvorecka@kanzlei.example",
  otherEmails: [],
  phones: [],
  isActive: true,
  createdAt: new Date("2024-03-01T09:00:00Z"),
  modifiedAt: null,
  from: "ticket",
};

/** An organization with a connection, a ticket, and a verification whose first challenge waits to be sent. */
export async function makeVerification(
  deps: { db: Db; secrets: Secrets; now: () => Date },
  { requester = aRequester, strengthAsked = "weak" }: { requester?: Requester; strengthAsked?: Strength } = {},
) {
  const organization = await makeOrganization(deps.db);
  const place = { organizationId: organization.id };
  const { connection } = await makeConnection(deps, place);
  const ticket = await makeTicket(deps.db, { ...place, connectionId: connection.id });
  const verificationId = await inTransaction(deps.db, (tx) =>
    startVerification(tx, deps.secrets, {
      ...place,
      connectionId: connection.id,
      ticketId: ticket.id,
      run: "auto",
      strengthAsked,
      actor: { kind: "system" },
      now: deps.now(),
      requester,
      companyName: ticket.companyName,
    }),
  );
  return { organization, connection, ticket, verificationId };
}
