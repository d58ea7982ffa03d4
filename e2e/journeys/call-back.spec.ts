import type { Page } from "@playwright/test";
import type { Api } from "../fixtures/api.ts";
import { type AskedFor, askFor, letExpire } from "../fixtures/asking.ts";
import { giveNumber, lastFour, openToCall, recordCall, showNumber } from "../fixtures/calling.ts";
import type { Connected } from "../fixtures/connected.ts";
import type { Organization } from "../fixtures/organization.ts";
import { expectVerdict } from "../fixtures/portal.ts";
import { expect, test } from "../fixtures/test.ts";
import { mobile } from "../fixtures/text-gateway.ts";

const sourceEmail = 4;

type Case = { api: Api; connected: Connected; portal: Page; organization: Organization };

/** A request for fair, of which the call is the only way; the technician's page with the number on it. */
async function askToCall({ api, connected, portal, organization }: Case): Promise<AskedFor> {
  await giveNumber(connected);
  const asked = await askFor(api, connected, "fair");
  await expect.poll(async () => (await api.verification(asked.verificationId)).method, { timeout: 20_000 }).toBe("call_back");
  await openToCall(portal, organization, asked);
  await showNumber(portal, asked);
  return asked;
}

test("a technician calls the number on file, and records what was said", async ({ visit, organization, connected, api }) => {
  // The browser reports the digits that are refused.
  const portal = await visit({ as: organization.owner, allow: [/status of 422/] });
  await giveNumber(connected);
  const ticket = await connected.tenant.open({ source: sourceEmail });
  const verifications = () => api.verificationsOf(ticket.ticketNumber);
  await expect.poll(async () => (await verifications()).map(({ method }) => method), { timeout: 20_000 }).toEqual(["call_back"]);
  const [verification] = await verifications();
  const asked = { ticket, verificationId: verification?.id ?? "" };
  await openToCall(portal, organization, asked);
  await expect(portal.getByText(mobile.masked).first()).toBeVisible();
  await expect(portal.getByText("555")).toHaveCount(0);
  await showNumber(portal, asked);

  await recordCall(portal, "They confirmed the request", "0000");
  await expect(portal.getByText("These are not the last digits of the number on file.")).toBeVisible();
  await portal.getByLabel("Last four digits you dialled").fill(lastFour);
  await portal.getByRole("button", { name: "Record the call" }).click();
  await expectVerdict(portal, "Proceed");
  await expect(portal.getByText("Called: they confirmed the request")).toBeVisible();
  const [note] = await connected.written(asked);
  expect(note?.description).toContain("Strength: Fair");
});

test("a call that nobody answers proves nothing, can be made again, and passes then", async ({ api, connected, portal, organization }) => {
  const asked = await askToCall({ api, connected, portal, organization });
  await recordCall(portal, "Nobody answered, or somebody else did");
  await expect(portal.getByText("You can call again.").first()).toBeVisible();
  await expectVerdict(portal, "Do not proceed yet");
  expect(await api.verification(asked.verificationId)).toMatchObject({ settledAt: null, strength: null });
  await recordCall(portal, "They confirmed the request");
  await expectVerdict(portal, "Proceed");
});

test("who says on the phone that they did not ask for it ends it as denied", async ({ api, connected, portal, organization }) => {
  const asked = await askToCall({ api, connected, portal, organization });
  await recordCall(portal, "They did not ask for it");
  await expectVerdict(portal, "Do not proceed");
  await connected.outcome(asked.verificationId, "denied");
  const [note, ...others] = await connected.written(asked);
  expect(others).toEqual([]);
  expect(note?.title).toContain("Denied");
});

test("a call that nobody makes in time expires, and the technician's page offers none any more", async ({
  api,
  connected,
  portal,
  organization,
}) => {
  const asked = await askToCall({ api, connected, portal, organization });
  await letExpire(connected, asked.verificationId);
  await portal.reload();
  await expectVerdict(portal, "Do not proceed");
  await expect(portal.getByRole("button", { name: "Show the number to call" })).toHaveCount(0);
  const [note] = await connected.written(asked);
  expect(note?.title).toContain("Expired");
});
