import { askFor } from "../fixtures/asking.ts";
import { sendTo } from "../fixtures/forms.ts";
import { mailsTo, waitForCode } from "../fixtures/mailbox.ts";
import { expectVerdict } from "../fixtures/portal.ts";
import { expect, test } from "../fixtures/test.ts";

test("a pass answers for the same person's next ticket and says so; not for a request for good, and not after a denial", async ({
  api,
  connected,
  portal,
  organization,
  address,
}) => {
  const { limits } = await api.get<{ limits: Record<string, number> }>("/limits");
  await api.put("/limits", { ...limits, reuseMinutes: 15 });
  const [first, other] = [await connected.ask(), await connected.ask()];
  const post = (link: string, action: string, form: Record<string, string> = {}) => sendTo(`${link}/${action}`, { form, address });

  await post(first.mail.link, "code", { code: first.mail.code });
  const { receipt } = await connected.outcome(first.verificationId, "passed");

  // The next ticket: nobody is asked, and page and note say what it rests on.
  const ticket = await connected.tenant.open();
  await expect.poll(async () => (await api.verificationsOf(ticket.ticketNumber))[0]?.state, { timeout: 20_000 }).toBe("passed");
  const [{ id = "" } = {}] = await api.verificationsOf(ticket.ticketNumber);
  const reused = await api.verification(id);
  expect(reused).toMatchObject({ method: "reused_pass", strength: "weak", reusedFrom: { id: first.verificationId, receipt } });
  const [note] = await connected.written({ ticket, verificationId: id });
  expect(note?.description).toContain("Earlier pass of the same contact, used again");
  expect(note?.description).toContain(`Reused from: ${receipt}`);
  await portal.goto(`/${organization.slug}/verifications/${id}`);
  await expectVerdict(portal, "Proceed");
  await expect(portal.getByText("Nobody was asked: an earlier pass of this person counts again.")).toBeVisible();

  // What is asked for good is asked anew: here it cannot be, and the pass of before does not stand in.
  const strong = await askFor(api, connected, "good");
  const refused = await connected.outcome(strong.verificationId, "not_possible");
  expect(refused).toMatchObject({ reusedFrom: null, strength: null });
  expect(await mailsTo(connected.requester.email)).toHaveLength(2);

  // "This was not me" to the question that was open all along: the next ticket is asked about again.
  await post(other.mail.link, "deny");
  await connected.outcome(other.verificationId, "denied");
  const after = await connected.tenant.open();
  const { text } = await waitForCode(connected.requester.email, 3);
  expect(text).toContain(after.ticketNumber);
  await expect.poll(async () => (await api.verificationsOf(after.ticketNumber))[0]?.state).toBe("sent");
});
