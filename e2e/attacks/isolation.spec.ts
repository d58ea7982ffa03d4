import { randomUUID } from "node:crypto";
import { type Api, apiOf, apiWith, type Method } from "../fixtures/api.ts";
import { sql } from "../fixtures/database.ts";
import { waitForMail } from "../fixtures/mailbox.ts";
import { addMember, makeApiKey, makeOrganization, type Organization } from "../fixtures/organization.ts";
import { places } from "../fixtures/places.ts";
import { expect, test } from "../fixtures/test.ts";

// Every route of the REST API, out of its own OpenAPI document, with ids of somebody else's organization.

type Operation = { method: Method; path: string; hasBody: boolean };
type OpenApi = { paths: Record<string, Record<string, { requestBody?: unknown }>> };

async function readOperations(): Promise<Operation[]> {
  const { paths } = (await (await fetch(`${places.web}/api/v1/openapi.json`)).json()) as OpenApi;
  const operations = Object.entries(paths).flatMap(([path, verbs]) =>
    Object.entries(verbs).map(([verb, { requestBody }]) => ({
      method: verb.toUpperCase() as Method,
      path,
      hasBody: requestBody !== undefined,
    })),
  );
  expect(operations.length).toBeGreaterThanOrEqual(18);
  return operations;
}

/** A body that an operation takes; the connection and verification in it are the ones under attack. */
const gateway = {
  kind: "signed",
  url: "https://sms.evil.example/",
  secret: "whsec_AAAA",
  sender: "Evil",
  countries: ["FR"],
  hourlyBudget: 10,
};

const signIn = (connectionId: string | undefined) => ({
  ...{ kind: "google", connectionId, companyId: 174, clientId: "ours", clientSecret: "ours" },
  domains: ["ours.example"],
});

function bodyFor({ path, hasBody }: Operation, ids: Record<string, string>): unknown {
  if (!hasBody) return undefined;
  if (path === "/connections") return { name: "Mine" };
  if (path.endsWith("/credentials")) return { email: "a@evil.example", username: "evil", secret: "evil", trackingIdentifier: "evil" };
  if (path === "/verifications") return { connectionId: ids.connectionId, autotaskTicketId: 1 };
  if (path === "/members/{memberId}") return { role: "auditor" };
  if (path === "/invitations") return { email: "eve@evil.example", role: "auditor" };
  if (path.endsWith("/rotation")) {
    const values = { email: "a@evil.example", username: "evil", secret: "evil", trackingIdentifier: "evil" };
    return { ...values, apiUser: "same", trackingIdentifierKind: "custom" };
  }
  if (path.endsWith("/remove-orphans")) return { ids: [1] };
  if (path === "/alert-channels") return { kind: "mail", name: "Evil", address: "a@evil.example" };
  if (path === "/alert-channels/{channelId}") return { name: "Evil" };
  if (path === "/company-sign-ins") return signIn(ids.connectionId);
  if (path === "/company-sign-ins/{providerId}") return { domains: ["evil.example"] };
  if (path === "/external-providers") return { name: "Evil", createUrl: "https://evil.example/checks", strength: "good" };
  if (path === "/external-providers/{externalProviderId}") return { strength: "weak" };
  if (path === "/approvers") return { connectionId: ids.connectionId, companyId: 174, contactId: 29_683_587 };
  if (path.endsWith("/verify")) return { reason: "Because I say so" };
  if (path.endsWith("/appearance")) return { displayName: "Evil", language: "fr" };
  if (path.endsWith("/strength")) return { strength: "best" };
  if (path.endsWith("/call")) return { result: "confirmed", lastDigits: "1234" };
  if (path.endsWith("/region")) return { region: "FR" };
  if (path.endsWith("/sms-gateway/test")) return { to: "+33612345678" };
  if (path.endsWith("/sms-gateway")) return gateway;
  if (path.endsWith("/spoken-code")) return { code: "123456" };
  if (path.endsWith("/method")) return { challengeId: randomUUID() };
  if (path.endsWith("/hold")) return { decision: "refuse", reason: "Because I say so, from elsewhere." };
  if (["/override", "/unfreeze", "/clear-suspicion", "/close"].some((end) => path.endsWith(end)))
    return { reason: "Because I say so, from elsewhere." };
  return {};
}

const fill = (path: string, ids: Record<string, string>) => path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? randomUUID());

/** Everything the attacked organization has, to see that nothing moved. */
async function snapshot({ id }: Organization): Promise<string> {
  const tables = [
    "connections",
    "verifications",
    "challenges",
    "verification_events",
    "contact_freezes",
    "campaigns",
    "identity_providers",
    "external_providers",
    "authenticators",
    "company_approvers",
    "company_appearances",
    "strength_settings",
    "write_backs",
    "tickets",
    "deliveries",
    "alert_channels",
    "members",
    "invitations",
  ];
  const rows = await Promise.all(
    tables.map((table) =>
      sql<{ row: string }>(`select row_to_json(t)::text as row from ${table} t where "organizationId" = $1 order by 1`, [id]),
    ),
  );
  return JSON.stringify(rows);
}

const ofAutotask = { contactId: "29683587", companyId: "174" };

const withoutRequestId = (text: string) => text.replace(/"requestId":"[^"]*"/, "");

test("ids of another organization answer on every route as ids that never were, and change nothing", async ({
  organization,
  connected,
  api,
}) => {
  const operations = await readOperations();
  const { verificationId, ticket } = await connected.ask();
  const view = await api.verification(verificationId);
  const invited = await api.post<{ id: string }>("/invitations", { email: `new-${organization.slug}@msp.example`, role: "technician" });
  const { items: members } = await api.get<{ items: { id: string }[] }>("/members");
  const { items: deliveries } = await api.get<{ items: { id: string }[] }>(`/connections/${connected.id}/deliveries`);
  const channel = await api.post<{ id: string }>("/alert-channels", {
    kind: "mail",
    name: "Ours",
    address: `alerts-${organization.slug}@msp.example`,
  });
  const [, colleague] = connected.tenant.contacts;
  const approver = await api.post<{ id: string }>("/approvers", { connectionId: connected.id, companyId: 174, contactId: colleague.id });
  const provider = await api.post<{ id: string }>("/company-sign-ins", signIn(connected.id));
  const external = await api.post<{ id: string }>("/external-providers", {
    name: "Proof & Co",
    createUrl: "https://proof.example/checks",
    strength: "good",
  });
  await api.put(`/connections/${connected.id}/companies/${ofAutotask.companyId}/appearance`, { displayName: "Ours", language: "de" });
  const picture = `update company_appearances set logo = $2, "logoType" = 'image/png', "logoSavedAt" = now() where "connectionId" = $1`;
  await sql(picture, [connected.id, Buffer.from("the bytes of a picture")]);
  const authenticatorId = randomUUID();
  await sql(
    `insert into authenticators (id, "organizationId", "connectionId", "contactId", kind, label, transports, "enrolledAt", "enrolledByVerificationId")
     values ($1, $2, $3, $4, 'totp', 'Theirs', '{}', now(), $5)`,
    [authenticatorId, organization.id, connected.id, colleague.id, verificationId],
  );
  const campaignId = randomUUID();
  await sql(`insert into campaigns (id, "organizationId", "openedAt", "lastSeenAt") values ($1, $2, now(), now())`, [
    campaignId,
    organization.id,
  ]);
  const ids: Record<string, string> = {
    campaignId,
    connectionId: connected.id,
    providerId: provider.id,
    externalProviderId: external.id,
    authenticatorId,
    approverId: approver.id,
    challengeId: view.methods[0]?.id ?? "",
    verificationId,
    ticketId: view.ticket.id,
    writeBackId: randomUUID(),
    invitationId: invited.id,
    memberId: members[0]?.id ?? "",
    deliveryId: deliveries[0]?.id ?? "",
    channelId: channel.id,
    // Autotask's own, the same in every database of this simulator.
    ...ofAutotask,
  };
  const parameters = operations.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""));
  expect(
    parameters.filter((name) => !ids[name]),
    "give this test an id of the attacked organization for each",
  ).toEqual([]);
  // The mail of the invitation has gone, so that nothing moves by itself.
  await waitForMail(`new-${organization.slug}@msp.example`);
  await expect.poll(async () => (await api.get<{ items: { state: string }[] }>("/invitations")).items[0]?.state).toBe("sent");
  expect(ticket.ticketNumber).toBe(view.ticket.number);
  const stranger = await apiOf(await makeOrganization("Somebody else"));
  const before = await snapshot(organization);
  for (const operation of operations.filter(({ path }) => path.includes("{") || path === "/verifications")) {
    const name = `${operation.method} ${operation.path}`;
    const query = operation.path.endsWith("/choices") ? "?kind=udfs" : operation.path.endsWith("/callers") ? "?search=Grace" : "";
    const missing = { connectionId: randomUUID() };
    const theirs = await stranger.send(operation.method, fill(operation.path, ids) + query, bodyFor(operation, ids));
    const none = await stranger.send(operation.method, fill(operation.path, ofAutotask) + query, bodyFor(operation, missing));
    expect(withoutRequestId(theirs.text), name).toBe(withoutRequestId(none.text));
    expect(theirs.status, name).toBe(none.status);
    if (operation.path.includes("{")) expect(theirs.status, name).toBe(404);
  }
  expect(await snapshot(organization)).toBe(before);
  // Filters and lists give nothing of it either.
  const listed = await stranger.get<{ items: unknown[] }>(`/verifications?connectionId=${connected.id}`);
  expect(listed.items).toEqual([]);
  for (const path of [
    "/connections",
    "/alert-channels",
    "/campaigns",
    "/appearances",
    "/incidents",
    `/incidents?connectionId=${connected.id}`,
  ])
    expect((await stranger.get<{ items: unknown[] }>(path)).items, path).toEqual([]);
  // The twin: the owner reads each of them.
  for (const path of [`/connections/${ids.connectionId}`, `/verifications/${verificationId}`, `/tickets/${ids.ticketId}`])
    await api.get(path);
});

test("nobody, a revoked key and a session from elsewhere get 401 on every route", async ({ organization, connected, api }) => {
  const operations = await readOperations();
  const revoked = await makeApiKey(organization, "owner");
  await sql(`update api_keys set "revokedAt" = now() where id = $1`, [revoked.id]);
  const before = await snapshot(organization);
  const ids = { connectionId: connected.id };
  const callers: Api[] = [apiWith(""), apiWith(revoked.key), apiWith(revoked.key.slice(0, -1)), apiWith("csk_")];
  for (const operation of operations) {
    for (const caller of callers) {
      const { status } = await caller.send(operation.method, fill(operation.path, ids), bodyFor(operation, ids));
      expect(status, `${operation.method} ${operation.path}`).toBe(401);
    }
  }
  expect(await snapshot(organization)).toBe(before);
  await api.connection(connected.id);
});

/** All that a technician may change; an auditor may change nothing. */
const ofVerification = "/verifications/{verificationId}";
const technicianMay = [
  "GET /connections/{connectionId}/callers",
  "POST /connections/{connectionId}/callers/{contactId}/verify",
  `GET ${ofVerification}/spoken`,
  `POST ${ofVerification}/method`,
  `POST ${ofVerification}/spoken-code`,
  `POST ${ofVerification}/challenges/{challengeId}/number`,
  `POST ${ofVerification}/challenges/{challengeId}/call`,
  "POST /verifications",
  "POST /verifications/{verificationId}/cancel",
  "POST /verifications/{verificationId}/new-code",
  "POST /verifications/{verificationId}/write-backs/{writeBackId}/retry",
];
/** Reads that are a part of changing something: who may not change it may not read them. */
const readsOfEditors = [
  "GET /connections/{connectionId}/callers",
  "GET /connections/{connectionId}/choices",
  "GET /connections/{connectionId}/rotation",
  `GET ${ofVerification}/spoken`,
];

test("an auditor may read and change nothing, a technician may verify and not administer", async ({ organization, connected }) => {
  const operations = await readOperations();
  const before = await snapshot(organization);
  const [auditor, technician] = [await makeApiKey(organization, "auditor"), await makeApiKey(organization, "technician")];
  const ids = { connectionId: connected.id };
  let refused = 0;
  for (const operation of operations) {
    const name = `${operation.method} ${operation.path}`;
    const changes = operation.method !== "GET" || readsOfEditors.includes(name);
    const body = bodyFor(operation, ids);
    if (!changes) continue;
    const asAuditor = await apiWith(auditor.key).send(operation.method, fill(operation.path, ids), body);
    expect(asAuditor.status, `auditor: ${name}`).toBe(403);
    if (technicianMay.includes(name)) continue;
    const asTechnician = await apiWith(technician.key).send(operation.method, fill(operation.path, ids), body);
    expect(asTechnician.status, `technician: ${name}`).toBe(403);
    refused += 1;
  }
  expect(refused).toBeGreaterThan(20);
  expect(await snapshot(organization)).toBe(before);
  // The twins: each of them reads how the connection is, what went wrong, and where alerts go.
  for (const { key } of [auditor, technician]) {
    for (const path of ["", "/health", "/permissions", "/deliveries", "/events", "/gaps", "/uptime"])
      await apiWith(key).get(`/connections/${connected.id}${path}`);
    for (const path of ["/incidents", "/alert-channels", "/verifications"]) await apiWith(key).get(path);
  }
});

test("fields that nobody may set are not taken along", async ({ organization, connected, api }) => {
  const other = await makeOrganization("Somebody else");
  const { id } = await api.post<{ id: string }>("/connections", {
    name: "Second",
    organizationId: other.id,
    state: "connected",
    databaseId: 1,
  });
  const [row] = await sql<{ organizationId: string; state: string }>(`select "organizationId", state from connections where id = $1`, [id]);
  expect(row).toEqual({ organizationId: organization.id, state: "draft" });
  const { verificationId } = await connected.ask();
  await api.send("POST", `/verifications/${verificationId}/cancel`, { outcome: "passed", state: "passed", strength: "best" });
  expect((await api.verification(verificationId)).state).toBe("cancelled");
});

for (const [name, origin] of [
  ["a foreign page", "https://evil.example"],
  ["a sandboxed frame", "null"],
  ["a caller that names no page", undefined],
] as const) {
  test(`${name} cannot change anything with a member's cookie`, async ({ organization, connected, api }) => {
    const { cookie } = organization.owner;
    const post = (from: string | undefined) =>
      fetch(`${places.web}/api/v1/connections/${connected.id}/disconnect`, {
        method: "POST",
        headers: {
          cookie: `${cookie.name}=${cookie.value}`,
          "x-organization": organization.slug,
          ...(from === undefined ? {} : { origin: from }),
          "x-forwarded-host": "evil.example",
        },
      });
    expect((await post(origin)).status).toBe(403);
    expect((await api.connection(connected.id)).state).toBe("connected");
    // The twin: our own page.
    expect((await post(places.web)).status).toBe(200);
  });
}

test("pages of another organization are not found, and of one's own open", async ({ visit, organization, connected }) => {
  const { verificationId } = await connected.ask();
  const stranger = await addMember(await makeOrganization("Somebody else"), "owner");
  const paths = [
    "",
    "/connections",
    "/verifications",
    `/connections/${connected.id}`,
    `/connections/${connected.id}/deliveries`,
    `/connections/${connected.id}/credentials`,
    `/verifications/${verificationId}`,
  ];
  const theirs = await visit({ as: stranger });
  const mine = await visit({ as: organization.owner });
  for (const path of paths) {
    const foreign = await theirs.request.get(`/${organization.slug}${path}`);
    const text = await foreign.text();
    expect(foreign.status(), path).toBe(404);
    for (const word of [connected.requester.name, connected.tenant.key]) expect(text, path).not.toContain(word);
    const rsc = await theirs.request.get(`/${organization.slug}${path}?_rsc=1`, { headers: { rsc: "1" } });
    expect(await rsc.text(), path).not.toContain(connected.tenant.key);
    expect((await mine.request.get(`/${organization.slug}${path}`)).status(), path).toBe(200);
  }
});

test("a revoked session and a removed member are out at the next request", async ({ visit, organization, connected }) => {
  const member = await addMember(organization, "technician");
  const page = await visit({ as: member });
  const read = () => page.request.get(`/api/v1/connections/${connected.id}`, { headers: { "x-organization": organization.slug } });
  expect((await read()).status()).toBe(200);
  await sql(`update members set "removedAt" = now() where "userId" = $1`, [member.userId]);
  expect((await read()).status()).toBe(404);
  await sql(`update members set "removedAt" = null where "userId" = $1`, [member.userId]);
  expect((await read()).status()).toBe(200);
  await sql(`update sessions set "revokedAt" = now() where id = $1`, [member.sessionId]);
  expect((await read()).status()).toBe(401);
});
