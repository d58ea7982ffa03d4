import { randomUUID } from "node:crypto";
import { makeOrganization } from "../fixtures/organization.ts";
import { places } from "../fixtures/places.ts";
import { expect, test } from "../fixtures/test.ts";

const pagesOf = (slug: string, ids: { verification: string; ticket: string; connection: string; draft: string }) => [
  `/${slug}/verifications/${ids.verification}`,
  `/${slug}/tickets/${ids.ticket}`,
  ...["", "/deliveries", "/what-we-write", "/credentials"].map((place) => `/${slug}/connections/${ids.connection}${place}`),
  `/${slug}/connections/${ids.draft}/connect/security-level`,
];

test("the pages of somebody else's verification, ticket and connection answer 404, as those that never were", async ({
  organization,
  connected,
  api,
}) => {
  const { verificationId } = await connected.ask();
  const { ticket } = await api.verification(verificationId);
  const draft = await api.post<{ id: string }>("/connections", { name: "A draft" });
  const ids = { verification: verificationId, ticket: ticket.id, connection: connected.id, draft: draft.id };
  const stranger = await makeOrganization("Somebody else");
  const statusOf = async (path: string, { cookie: { name, value } }: typeof stranger.owner) =>
    (await fetch(`${places.web}${path}`, { headers: { cookie: `${name}=${value}` }, redirect: "manual" })).status;

  const never = { verification: randomUUID(), ticket: randomUUID(), connection: randomUUID(), draft: randomUUID() };
  const noIds = { verification: "no-id", ticket: "no-id", connection: "no-id", draft: "no-id" };
  const refused = [
    ...pagesOf(stranger.slug, ids),
    ...pagesOf(stranger.slug, never),
    ...pagesOf(stranger.slug, noIds),
    // By the name of the organization they belong to.
    ...pagesOf(organization.slug, ids),
  ];
  for (const path of refused) expect.soft(await statusOf(path, stranger.owner), path).toBe(404);
  // The twin.
  for (const path of pagesOf(organization.slug, ids)) expect.soft(await statusOf(path, organization.owner), path).toBe(200);
});
