import { askFor, companyId, linkIn } from "../fixtures/asking.ts";
import { addApp, addDevice, addPasskey, askStrongly, passStrongly } from "../fixtures/authenticators.ts";
import type { Asked } from "../fixtures/connected.ts";
import { sql } from "../fixtures/database.ts";
import { sendTo } from "../fixtures/forms.ts";
import { mailsTo, otherCode, waitForCode, waitForLink, waitForMail } from "../fixtures/mailbox.ts";
import { headingOf } from "../fixtures/portal.ts";
import { enterCode, expectGone, expectPassed } from "../fixtures/requester.ts";
import { seeded } from "../fixtures/simulator.ts";
import { expect, phone, test } from "../fixtures/test.ts";
import { signInAtWork, startWorkAccounts } from "../fixtures/work-accounts.ts";

// What somebody tries who has the link, a look over the shoulder, or a copy. The twin is in each test: the person passes.

test("answers that were not asked for, or that bring their own result along, prove nothing", async ({ connected, api }) => {
  const [asked, other] = [await connected.ask(), await connected.ask()];
  const { link, code } = asked.mail;
  // But for the risk: whatever is sent is judged by where it comes from, and that only ever asks for more.
  const read = async (id: string) => ({ ...(await api.verification(id)), risk: null });
  const foreign = await read(other.verificationId);
  const before = await read(asked.verificationId);
  const claims = { strength: "best", outcome: "passed", state: "passed", verificationId: asked.verificationId };
  const send = (action: string, sent: { form?: Record<string, string>; json?: unknown }) =>
    sendTo(`${link}/${action}`, { address: "10.2.1.1", ...sent });

  await send("number", { form: { number: "42", ...claims } });
  await send("passkey/begin", { json: claims });
  await send("passkey/finish", { json: { id: "x", rawId: "x", type: "public-key", response: {}, ...claims } });
  for (const each of foreign.methods) await send("method", { form: { way: each.id, ...claims } });
  for (const action of ["enrol/app/begin", "enrol/app/confirm"]) await send(action, { form: { code, ...claims } });
  await send("enrol/passkey/begin", { json: claims });
  const started = await fetch(`${link}/company-sign-in`, { redirect: "manual" });
  expect(started.headers.getSetCookie()).toEqual([]);
  expect(await read(asked.verificationId)).toEqual(before);
  expect(await read(other.verificationId)).toEqual(foreign);

  const wrong = await send("code", { form: { code: otherCode(code), ...claims } });
  expect(wrong.location).toContain("said=wrong");
  expect(await api.verification(asked.verificationId)).toMatchObject({ settledAt: null, strength: null });
  // The twin.
  expect((await send("code", { form: { code } })).location).toMatch(/\/done$/);
  expect(await connected.outcome(asked.verificationId, "passed")).toMatchObject({ strength: "weak" });
});

test("a code of an app that was read over the shoulder is used up, and the person's next one is not", async ({ visit, connected, api }) => {
  const page = await visit(phone);
  await passStrongly(page, connected);
  const codeOf = await addApp(page);
  const first = await askStrongly(api, connected, "fair");
  const seen = codeOf(30);
  await page.goto(first.link);
  await enterCode(page, seen);
  await expectPassed(page);

  const second = await askStrongly(api, connected, "fair");
  const thief = await visit();
  await thief.goto(second.link);
  await enterCode(thief, seen);
  await expect(thief.getByText("That is not the code of your app, or it was used already. Four tries left.")).toBeVisible();
  // The twin, as if half a minute had passed.
  await sql(`update authenticators set "lastUsedStep" = "lastUsedStep" - 1 where "organizationId" = $1`, [
    (await sql<{ id: string }>(`select "organizationId" as id from connections where id = $1`, [connected.id]))[0]?.id,
  ]);
  await page.goto(second.link);
  await enterCode(page, codeOf(30));
  await expectPassed(page);
});

test("a copy of a passkey is found out by its count, and the person's own passes", async ({ visit, connected, api }) => {
  const owner = await visit(phone);
  const device = await addDevice(owner);
  await passStrongly(owner, connected);
  await addPasskey(owner);
  const copied = await device.passkey();
  const use = async (link: string, page = owner) => {
    await page.goto(link);
    await page.getByRole("button", { name: "Use my passkey" }).click();
  };
  await use((await askStrongly(api, connected, "best")).link);
  await expectPassed(owner);

  const asked = await askStrongly(api, connected, "best");
  const thief = await visit();
  await (await addDevice(thief)).copy(copied);
  await use(asked.link, thief);
  await expect(thief.getByText("We could not take that passkey. Four tries left.")).toBeVisible();
  expect((await api.verification(asked.verificationId)).timeline.map(({ kind }) => kind)).toContain("passkey_copied");
  // The twin.
  await use(asked.link);
  await expectPassed(owner);
});

test("a sign-in that somebody else began is not finished in the person's browser, whoever they are at their company", async ({
  visit,
  connected,
  api,
}) => {
  const work = await startWorkAccounts(api, connected);
  const asked = await askFor(api, connected, "good");
  const link = linkIn((await waitForMail(connected.requester.email)).text);
  const begun = await fetch(`${link}/company-sign-in`, { redirect: "manual" });
  // The browser complains of the page that refuses, which is a 400.
  const page = await visit({ ...phone, allow: [/400/] });
  await page.goto(begun.headers.get("location") ?? "");
  await page.getByLabel("Account").fill("grace");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(headingOf(page)).toHaveText("The sign-in did not finish");
  expect(await api.verification(asked.verificationId)).toMatchObject({ settledAt: null, challenges: [{ tries: 0 }] });
  // The twin.
  await page.goto(link);
  await signInAtWork(page, "grace");
  await expectPassed(page);
  await work.close();
});

test("all the numbers that an approver could guess at once are two guesses, and the links of both sides open no other page", async ({
  visit,
  connected,
  api,
}) => {
  const [, approver] = connected.tenant.contacts;
  await api.post("/approvers", { connectionId: connected.id, companyId, contactId: approver.id });
  const ask = async (number: number) => {
    const asked = await askFor(api, connected, "good");
    const { link: approverLink } = await waitForLink(approver.email, "/a/", number);
    const { link: requesterLink } = await waitForLink(connected.requester.email, "/v/", number);
    const page = await visit(phone);
    await page.goto(requesterLink);
    const shown = (await page.getByRole("status").textContent())?.trim() ?? "";
    expect(shown).toMatch(/^\d\d$/);
    return { ...asked, approverLink, requesterLink, shown, page };
  };
  const first = await ask(1);
  for (const swapped of [first.approverLink.replace("/a/", "/v/"), first.requesterLink.replace("/v/", "/a/")]) {
    await first.page.goto(swapped);
    await expectGone(first.page);
  }
  const wrong = Array.from({ length: 90 }, (_, index) => String(index + 10)).filter((number) => number !== first.shown);
  const answers = await Promise.all(
    wrong.map((number, index) => sendTo(`${first.approverLink}/approve`, { form: { number }, address: `10.2.4.${index + 1}` })),
  );
  expect(answers.filter(({ location }) => location?.includes("said=wrong"))).toHaveLength(1);
  await sendTo(`${first.approverLink}/approve`, { form: { number: first.shown }, address: "10.2.4.250" });
  const { challenges } = await connected.outcome(first.verificationId, "failed");
  expect(challenges.map(({ tries }) => tries)).toEqual([2]);
  // The twin.
  const second = await ask(2);
  const { location } = await sendTo(`${second.approverLink}/approve`, { form: { number: second.shown }, address: "10.2.4.251" });
  expect(location).not.toContain("said=");
  expect(await connected.outcome(second.verificationId, "passed")).toMatchObject({ strength: "good" });
});

test("a contact that is gone when we ask is asked nothing, and a link tells nobody whether there ever was one", async ({
  visit,
  connected,
  api,
}) => {
  const { tenant, requester } = connected;
  const [, colleague] = tenant.contacts;
  const ticket = await tenant.open({ source: seeded.sourceMonitoring });
  await tenant.control("DELETE", `rows/Contacts/${requester.id}`);
  const { id } = await api.post<{ id: string }>("/verifications", { connectionId: connected.id, autotaskTicketId: ticket.id });
  const gone = { ticket, verificationId: id };
  expect(await connected.outcome(gone.verificationId, "not_possible")).toMatchObject({ reason: "verification.contact_missing" });
  const [note] = await connected.written(gone);
  expect(note?.description).toContain("The contact of the ticket is not in Autotask any more.");
  expect(await mailsTo(requester.email)).toEqual([]);

  // The twin: a colleague who is there.
  await tenant.open({ contactId: colleague.id });
  const mail = await waitForMail(colleague.email);
  const page = await visit(phone);
  await page.goto(linkIn(mail.text));
  await enterCode(page, /(\d{3}) (\d{3})/.exec(mail.text)?.slice(1).join("") ?? "");
  await expectPassed(page);
});

test("a contact that is deleted, left, or given another address while they are asked proves nothing, and the page says as much as of any closed request", async ({
  visit,
  connected,
  api,
}) => {
  const { tenant, requester } = connected;
  const { id } = requester;
  const [, colleague] = tenant.contacts;
  const page = await visit(phone);
  const answer = async (change: () => Promise<unknown>, asked?: Asked) => {
    const it = asked ?? (await connected.ask());
    await page.goto(it.mail.link);
    await change();
    await enterCode(page, it.mail.code);
    return it;
  };
  const askColleague = async (): Promise<Asked> => {
    const ticket = await tenant.open({ contactId: colleague.id });
    const mail = await waitForCode(colleague.email);
    return { ticket, mail, verificationId: (await api.verificationsOf(ticket.ticketNumber))[0]?.id ?? "" };
  };
  const leave = () => answer(() => tenant.patchRow("Contacts", id, { isActive: 0 }));
  const move = async () =>
    answer(() => tenant.patchRow("Contacts", colleague.id, { emailAddress: "mallory@evil.example" }), await askColleague());
  const unfit: [become: () => Promise<Asked>, reason: string, note: string][] = [
    [leave, "contact_inactive", "The contact is not active in Autotask."],
    [move, "destination_changed", "was changed in Autotask"],
  ];
  const shown: string[] = [];
  for (const [become, reason, sentence] of unfit) {
    const asked = await become();
    await expect(headingOf(page)).toHaveText("This request is closed");
    shown.push(((await page.getByRole("main").textContent()) ?? "").replaceAll(asked.ticket.ticketNumber, ""));
    expect(await connected.outcome(asked.verificationId, "not_possible")).toMatchObject({
      reason: `verification.${reason}`,
      strength: null,
    });
    expect((await connected.written(asked))[0]?.description).toContain(sentence);
  }
  // Somebody who is back, and whose address is the one that we knew.
  await tenant.patchRow("Contacts", id, { isActive: 1 });
  expect(await mailsTo("mallory@evil.example")).toEqual([]);

  // The twin: an edit that says nothing of whose the address is.
  const fine = await answer(() => tenant.patchRow("Contacts", id, { title: "Partner" }));
  await expectPassed(page);
  expect(await connected.outcome(fine.verificationId, "passed")).toMatchObject({ strength: "weak" });

  const last = await answer(() => tenant.control("DELETE", `rows/Contacts/${id}`));
  await expect(headingOf(page)).toHaveText("This request is closed");
  shown.push(((await page.getByRole("main").textContent()) ?? "").replaceAll(last.ticket.ticketNumber, ""));
  expect(await connected.outcome(last.verificationId, "not_possible")).toMatchObject({ reason: "verification.contact_missing" });
  // Nobody learns from it which of the three it was.
  expect(new Set(shown).size).toBe(1);
});
