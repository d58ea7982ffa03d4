import type { Page } from "@playwright/test";
import { letExpire } from "../fixtures/asking.ts";
import type { Asked } from "../fixtures/connected.ts";
import { otherCode } from "../fixtures/mailbox.ts";
import { addMember } from "../fixtures/organization.ts";
import { expectVerdict } from "../fixtures/portal.ts";
import { denyRequest, failByWrongCodes } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

// Deciding about an open one, and who may not, is in console.spec.ts; here is what a lead may do about one that has its end.

const override = { name: "Override with a reason" };
const reason = "She stands beside me at the counter.";

const answerWrongly = async (page: Page, { mail }: Asked) => {
  await page.goto(mail.link);
  await failByWrongCodes(page, otherCode(mail.code));
};

for (const end of ["expired", "failed"] as const) {
  test(`what ${end} a lead may let through with a reason, and the ticket has both notes`, async ({
    visit,
    organization,
    connected,
    api,
  }) => {
    const asked = await connected.ask();
    if (end === "expired") await letExpire(connected, asked.verificationId);
    else await answerWrongly(await visit(phone), asked);
    await connected.outcome(asked.verificationId, end);
    const before = await connected.written(asked);
    const { ticket } = await api.verification(asked.verificationId);

    const lead = await visit({ as: await addMember(organization, "lead", { name: "Lea Brandt" }) });
    await lead.goto(`/${organization.slug}/tickets/${ticket.id}`);
    await expectVerdict(lead, "Do not proceed");
    await lead.getByRole("button", override).click();
    await lead.getByRole("dialog").getByLabel("Why may one proceed?").fill(reason);
    await lead.getByRole("dialog").getByRole("button", { name: "Proceed on my decision" }).click();
    await expect(lead.getByRole("heading", { level: 2, name: "Proceed on Lea Brandt’s decision" })).toBeVisible();

    await expect.poll(async () => (await connected.written(asked)).length, { timeout: 20_000 }).toBe(2);
    const [first, second] = await connected.written(asked);
    expect(first).toEqual(before[0]);
    expect(second?.description).toContain(`Reason: ${reason}`);
    expect(second?.description).not.toContain("Strength:");
  });
}

test("what the requester denied nobody lets through, also after the end", async ({ visit, organization, connected, api }) => {
  const asked = await connected.ask();
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await denyRequest(page);
  const { ticket } = await api.verification(asked.verificationId);
  const lead = await visit({ as: await addMember(organization, "lead") });
  await lead.goto(`/${organization.slug}/tickets/${ticket.id}`);
  await expectVerdict(lead, "Do not proceed");
  await expect(lead.getByRole("button", override)).toHaveCount(0);
});
