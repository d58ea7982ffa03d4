import type { ReasonCode } from "../../lib/verification/schema.ts";
import type { Api } from "../fixtures/api.ts";
import type { Connected } from "../fixtures/connected.ts";
import { mailsTo, waitForCode } from "../fixtures/mailbox.ts";
import { expectVerdict } from "../fixtures/portal.ts";
import { enterCode, expectPassed } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";
import { mobile } from "../fixtures/text-gateway.ts";

// What somebody tries who can have a record changed, or holds a mailbox. The twin is in each test: the person is asked.

const sourceEmail = 4;
const attackers = { email: "mallory@evil.example", number: "+46 70 555 0666" };

/** Tickets as people open them, and what became of the verification that each began. */
function tickets(api: Api, { tenant }: Connected) {
  const begun = async (fields: Record<string, unknown>) => {
    const ticket = await tenant.open(fields);
    const found = () => api.verificationsOf(ticket.ticketNumber);
    await expect
      .poll(async () => (await found()).some(({ state, method }) => state !== "pending" || method), { timeout: 20_000 })
      .toBe(true);
    const verificationId = (await found())[0]?.id ?? "";
    return { ticket, verificationId };
  };
  return {
    /** One that nobody can be asked for, and why not. */
    async refused(fields: Record<string, unknown>, reason: ReasonCode) {
      const it = await begun(fields);
      expect(await api.verification(it.verificationId)).toMatchObject({ state: "not_possible", reason, strength: null });
      return it;
    },
    async asked(fields: Record<string, unknown>, method: string) {
      const it = await begun(fields);
      expect(await api.verification(it.verificationId)).toMatchObject({ settledAt: null, method });
      return it;
    },
  };
}

test("a number or an address that was put into the record shortly before the ticket proves nothing, and what stood there for long does", async ({
  visit,
  connected,
  portal,
  organization,
  api,
}) => {
  const { tenant, requester } = connected;
  const [, colleague] = tenant.contacts;
  const { refused, asked } = tickets(api, connected);
  const byMail = { source: sourceEmail };

  // Of somebody whom we never read, any edit may have been this one.
  await tenant.patchRow("Contacts", requester.id, { mobilePhone: attackers.number });
  const fresh = await refused(byMail, "verification.contact_too_new");
  await portal.goto(`/${organization.slug}/verifications/${fresh.verificationId}`);
  await expectVerdict(portal, "Do not proceed");
  await expect(portal.getByText("ask an approver").first()).toBeVisible();
  expect((await connected.written(fresh))[0]?.description).toContain("so its address or number proves nothing yet. Ask an approver");
  await tenant.patchRow("Contacts", requester.id, { emailAddress: attackers.email });
  await refused({}, "verification.contact_too_new");

  // The twins: a number that has been there, and a code for somebody whom we know by now, whatever else is edited.
  await tenant.hasLong(colleague.id, { mobilePhone: mobile.typed });
  await asked({ ...byMail, contactId: colleague.id }, "call_back");
  await tenant.patchRow("Contacts", colleague.id, { title: "Partner" });
  await asked({ ...byMail, contactId: colleague.id }, "call_back");
  await asked({ contactId: colleague.id }, "email_code");
  const { link, code } = await waitForCode(colleague.email);
  const page = await visit(phone);
  await page.goto(link);
  await enterCode(page, code);
  await expectPassed(page);

  // Of somebody whom we know it is the number that counts, and only that.
  await tenant.hasLong(colleague.id, { mobilePhone: attackers.number });
  await refused({ ...byMail, contactId: colleague.id }, "verification.destination_changed");
  await asked({ contactId: colleague.id }, "email_code");
  expect(await mailsTo(attackers.email)).toEqual([]);
});

test("nothing goes to the mailbox that a ticket came from or is about; its person is called, and is written to for other tickets", async ({
  connected,
  api,
}) => {
  const { tenant, requester } = connected;
  const [, colleague] = tenant.contacts;
  const { refused, asked } = tickets(api, connected);
  const doubtful = [{ source: sourceEmail }, { title: `New password for ${requester.email}` }, { title: "Kein Zugriff auf mein Postfach" }];
  for (const fields of doubtful) await refused(fields, "verification.same_channel");
  expect(await mailsTo(requester.email)).toEqual([]);

  // The twins.
  await tenant.hasLong(colleague.id, { mobilePhone: mobile.typed });
  await asked({ source: sourceEmail, contactId: colleague.id }, "call_back");
  await asked({ source: sourceEmail, fields: { createdByContactID: colleague.id } }, "email_code");
  await asked({}, "email_code");
  await waitForCode(requester.email, 2);
});

test("a mailbox that two people have proves neither of them; one that is a person's own again does", async ({ visit, connected, api }) => {
  const { tenant, requester } = connected;
  const [, colleague] = tenant.contacts;
  const { refused, asked } = tickets(api, connected);
  await asked({}, "email_code");
  await waitForCode(requester.email);
  await tenant.hasLong(colleague.id, { emailAddress: requester.email.toUpperCase() });
  await refused({ contactId: colleague.id }, "verification.shared_destination");
  await refused({}, "verification.shared_destination");
  expect(await mailsTo(requester.email)).toHaveLength(1);

  // The twin: the other one has their own by now, which is new in their record.
  await tenant.hasLong(colleague.id, { emailAddress: colleague.email });
  await refused({ contactId: colleague.id }, "verification.destination_changed");
  await asked({}, "email_code");
  const { link, code } = await waitForCode(requester.email, 2);
  const page = await visit(phone);
  await page.goto(link);
  await enterCode(page, code);
  await expectPassed(page);
});
