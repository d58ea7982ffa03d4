import type { Page } from "@playwright/test";
import type { IncidentList } from "../../lib/reporting/incident-schema.ts";
import type { ConnectionHealth } from "../../lib/reporting/schema.ts";
import { startStubHttp } from "../../lib/testing/stub-http.ts";
import type { Api } from "../fixtures/api.ts";
import { checkByResuming, connect, letBudgetGrowOld, waitForFirstLook } from "../fixtures/connected.ts";
import { mailsTo, waitForCode, waitForMail } from "../fixtures/mailbox.ts";
import { addMember } from "../fixtures/organization.ts";
import { expectVerdict } from "../fixtures/portal.ts";
import { denyRequest } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

// Trouble is told once, where an admin chose: when it begins, and when it is over. Mail to the mailbox of these tests, chat
// to a server that this test starts, which the address guard lets through outside production only.

type NewChannel = { kind: "E-mail" | "Slack" | "Teams"; address: string; name: string };

async function addChannel(page: Page, { kind, address, name }: NewChannel): Promise<void> {
  await page.getByRole("button", { name: "Add a channel" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an alert channel" });
  if (kind !== "E-mail") {
    await dialog.getByRole("button", { name: /Where/ }).click();
    await page.getByRole("option", { name: kind }).click();
  }
  await dialog.getByLabel(kind === "E-mail" ? "E-mail address" : "Webhook URL", { exact: true }).fill(address);
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Add the channel" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(page, name)).toBeVisible();
}

const rowOf = (page: Page, name: string) =>
  page
    .getByRole("list", { name: "Alert channels" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name, exact: true }) });

async function sendTest(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Send a test: ${name}` }).click();
}

const incidentsOf = async (api: Api, connectionId: string) =>
  (await api.get<IncidentList>(`/incidents?connectionId=${connectionId}`)).items;

const healthOf = (api: Api, connectionId: string) => api.get<ConnectionHealth>(`/connections/${connectionId}/health`);

test("refused credentials are told by one mail, more refusals by none, and the end by one", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  const { tenant, id } = connected;
  const address = `on-call@${tenant.key}.example`;
  await portal.goto(`/${organization.slug}/settings/alerts`);
  // The owner hears of it without doing anything.
  await expect(rowOf(portal, organization.owner.name)).toContainText(organization.owner.email);
  await addChannel(portal, { kind: "E-mail", address, name: "On call" });
  await sendTest(portal, "On call");
  await expect(rowOf(portal, "On call").getByRole("status")).toHaveText("The mail server took the test. Look into the mailbox.", {
    timeout: 20_000,
  });
  expect((await waitForMail(address)).subject).toBe("Test of Countersign alerts");

  await tenant.changeUser({ secret: "changed in Autotask" });
  await tenant.open();
  const told = await waitForMail(address, 2);
  expect(told.subject).toBe(`${tenant.key}: Autotask refuses our sign-in`);
  expect(told.text).toContain("Enter a new secret, or choose Try once if Autotask was at fault.");
  expect(told.text).not.toContain(tenant.user.secret);
  const [link = ""] = /^https?:\/\/\S+$/m.exec(told.text) ?? [];
  await portal.goto(link);
  await expect(portal.getByText("Autotask refuses our sign-in. We make no further call.")).toBeVisible();

  // The same trouble once more: another ticket, and a try that is refused again.
  await tenant.open();
  await portal.getByRole("button", { name: "Try once" }).click();
  await expect(portal.getByText("Still refused. We make no other call.")).toBeVisible();
  await expect.poll(async () => (await healthOf(api, id)).failedSignIns.total).toBeGreaterThan(1);
  expect(await incidentsOf(api, id)).toMatchObject([{ kind: "credentials", closedAt: null }]);

  await tenant.changeUser({ secret: tenant.user.secret });
  await portal.getByRole("button", { name: "Try once" }).click();
  await expect(portal.getByText("Autotask refuses our sign-in. We make no further call.")).toBeHidden({ timeout: 20_000 });
  // The next mail is its end, and not a second beginning.
  expect((await waitForMail(address, 3)).subject).toBe(`${tenant.key}: back to normal`);
  await expect.poll(async () => (await incidentsOf(api, id))[0]?.closedBy).toBe("person");
  await expect.poll(async () => (await healthOf(api, id)).waiting.deliveries).toBe(0);
  const subjects = async (to: string) => (await mailsTo(to)).map(({ subject }) => subject);
  const alerts = [`${tenant.key}: Autotask refuses our sign-in`, `${tenant.key}: back to normal`];
  expect(await subjects(address)).toEqual(["Test of Countersign alerts", ...alerts]);
  await expect.poll(() => subjects(organization.owner.email)).toEqual(alerts);
});

test("a second sign of the same trouble sends nothing: one mail when it begins, one when it is over", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  const { tenant, id } = connected;
  const address = `on-call@${tenant.key}.example`;
  await api.post("/alert-channels", { kind: "mail", name: "On call", address });
  await tenant.changeLevel({ access: { TicketNotes: { add: "None" } } });
  await portal.goto(`/${organization.slug}/connections/${id}/permissions`);
  const again = portal.getByRole("button", { name: "Check again" });
  for (const signs of [1, 2, 3]) {
    await again.click();
    await expect.poll(async () => (await incidentsOf(api, id))[0]?.occurrences).toBe(signs);
  }
  expect(await incidentsOf(api, id)).toHaveLength(1);
  expect((await waitForMail(address)).subject).toBe(`${tenant.key}: a right is missing`);
  await tenant.changeLevel({ access: { TicketNotes: { add: "All" } } });
  await again.click();
  expect((await waitForMail(address, 2)).subject).toBe(`${tenant.key}: back to normal`);
  expect(await mailsTo(address)).toHaveLength(2);
});

test("a webhook that we mended before anybody noticed is told of once, as repaired", async ({ portal, organization, connected, api }) => {
  const { tenant, id } = connected;
  const address = `on-call@${tenant.key}.example`;
  await api.post("/alert-channels", { kind: "mail", name: "On call", address });
  const [webhook] = await tenant.webhooks();
  await tenant.control("PATCH", `webhooks/${webhook?.id}`, { fields: { isActive: false } });
  await portal.goto(`/${organization.slug}/connections/${id}`);
  await portal.getByRole("button", { name: "Check now" }).click();
  const told = await waitForMail(address);
  expect(told.subject).toBe(`${tenant.key}: repaired`);
  expect(told.text).toContain("There is nothing to do.");
  expect((await tenant.webhooks())[0]?.isActive).toBe(true);
  expect(await incidentsOf(api, id)).toMatchObject([{ kind: "webhook", closedBy: "repaired" }]);
});

test("Slack gets a message that says what, since when and where; its address is shown to nobody; and one that is gone is told of", async ({
  portal,
  organization,
  connected,
  api,
}) => {
  const { tenant } = connected;
  let isThere = true;
  const slack = await startStubHttp((_request, response) => {
    response.statusCode = isThere ? 200 : 404;
    response.end(isThere ? "ok" : "no_service");
  });
  try {
    const address = `http://${slack.host}/services/T000/B000/${tenant.key}-secret`;
    await portal.goto(`/${organization.slug}/settings/alerts`);
    await addChannel(portal, { kind: "Slack", address, name: "#service-desk" });
    await portal.getByRole("button", { name: `Remove: ${organization.owner.name}` }).click();
    await portal.getByRole("alertdialog").getByRole("button", { name: "Remove" }).click();
    await expect(rowOf(portal, organization.owner.name)).toBeHidden();
    await sendTest(portal, "#service-desk");
    await expect(rowOf(portal, "#service-desk").getByRole("status")).toHaveText("Slack took the test. Look into the channel.", {
      timeout: 20_000,
    });
    expect(JSON.parse(slack.requests[0]?.bodyText ?? "null")).toMatchObject({ text: "Test of Countersign alerts (Nordlicht Systemhaus)" });
    await portal.reload();
    await expect(rowOf(portal, "#service-desk")).toContainText(`${slack.host} …cret`);
    for (const text of [await portal.content(), (await api.send("GET", "/alert-channels")).text])
      expect(text).not.toContain(`${tenant.key}-secret`);

    await tenant.changeUser({ secret: "changed in Autotask" });
    await tenant.open();
    await expect.poll(() => slack.requests.length).toBe(2);
    expect(slack.requests[1]).toMatchObject({ method: "POST", url: new URL(address).pathname });
    const { text, blocks } = JSON.parse(slack.requests[1]?.bodyText ?? "null");
    expect(text).toBe(`${tenant.key}: Autotask refuses our sign-in (Nordlicht Systemhaus)`);
    expect(JSON.stringify(blocks)).toContain(`/${organization.slug}/connections/${connected.id}|Open the connection's page`);

    isThere = false;
    await sendTest(portal, "#service-desk");
    await expect(rowOf(portal, "#service-desk")).toContainText("Slack says this webhook is gone, so we switched the channel off.", {
      timeout: 20_000,
    });
    await expect(portal.getByText("All channels are off, so nobody hears of trouble.")).toBeVisible();
    // Nobody would hear of trouble from here on, so the owners do, by mail.
    expect((await waitForMail(organization.owner.email)).text).toContain("#service-desk");
  } finally {
    await slack.close();
  }
});

test("a denial, a wrong phrase and the freeze that follows are told once each by mail and in Slack, also of tickets that nobody has", async ({
  visit,
  portal,
  organization,
  connected,
  api,
}) => {
  const slack = await startStubHttp((_request, response) => response.end("ok"));
  try {
    await api.post("/alert-channels", { kind: "slack", name: "#service-desk", address: `http://${slack.host}/services/T000/B000/secret` });
    const inSlack = () => slack.requests.map(({ bodyText }) => JSON.parse(bodyText).text);
    const byMail = async () => (await mailsTo(organization.owner.email)).map(({ subject }) => subject).toSorted();
    const page = await visit({ ...phone, javaScriptEnabled: false });
    const denied = await connected.ask({ assignedResourceId: null });
    await page.goto(denied.mail.link);
    await denyRequest(page);
    const first = `Do not proceed: ${denied.ticket.ticketNumber} was denied`;
    await expect.poll(inSlack).toEqual([`${first} (Nordlicht Systemhaus)`]);
    const told = await waitForMail(organization.owner.email);
    for (const text of [told.text, slack.requests[0]?.bodyText ?? ""]) {
      expect(text).toContain(`${connected.requester.name} of`);
      expect(text).toContain("Nobody has taken the ticket");
      expect(text).toContain("call this person on a number that you knew before");
      expect(text).not.toContain(connected.requester.email);
    }
    expect(slack.requests[0]?.bodyText).toContain(`/${organization.slug}/verifications/${denied.verificationId}|Open the verification`);
    const [link = ""] = /^https?:\/\/\S+$/m.exec(told.text) ?? [];
    await portal.goto(link);
    await expectVerdict(portal, "Do not proceed");

    const called = await connected.ask({ assignedResourceId: null });
    await page.goto(called.mail.link);
    await page.getByRole("link", { name: "They said something else" }).click();
    await page.getByRole("button", { name: "They said something else, stop it" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hang up");
    const all = [
      first,
      `Do not proceed: somebody calls about ${called.ticket.ticketNumber} in your name`,
      `Frozen: nobody is asked in the name of ${connected.requester.name}`,
    ];
    await expect.poll(() => inSlack().toSorted()).toEqual(all.map((title) => `${title} (Nordlicht Systemhaus)`));
    await expect.poll(byMail).toEqual(all);
    expect(await mailsTo(connected.technicianAddress)).toEqual([]);
  } finally {
    await slack.close();
  }
});

test("Teams gets a card that reads no markdown when the hourly calls run out, and one when there are enough again", async ({
  portal,
  organization,
  tenant,
  api,
}) => {
  const teams = await startStubHttp((_request, response) => {
    // As a workflow answers: taken, with an empty body.
    response.statusCode = 202;
    response.end();
  });
  try {
    const address = `http://${teams.host}/workflows/${tenant.key}/triggers/manual/paths/invoke?api-version=1&sig=${tenant.key}-secret`;
    await portal.goto(`/${organization.slug}/settings/alerts`);
    await addChannel(portal, { kind: "Teams", address, name: "Service desk" });
    await sendTest(portal, "Service desk");
    await expect(rowOf(portal, "Service desk").getByRole("status")).toHaveText(
      "Teams took the test. Look into the channel; it can take a minute.",
      { timeout: 20_000 },
    );
    await tenant.behaviour({ callsByOthers: 7_700, usageLatency: false });
    const { id } = await connect(api, tenant);
    await checkByResuming(api, id);
    await expect.poll(() => teams.requests.length, { timeout: 20_000 }).toBe(2);
    expect(teams.requests[1]).toMatchObject({ method: "POST", url: address.slice(`http://${teams.host}`.length) });
    expect(teams.requests[1]?.headers["content-type"]).toMatch(/^application\/json/);
    const told = JSON.parse(teams.requests[1]?.bodyText ?? "null");
    expect(told).toMatchObject({
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          content: {
            type: "AdaptiveCard",
            actions: [
              {
                type: "Action.OpenUrl",
                title: "Open the connection's page",
                url: expect.stringMatching(`/${organization.slug}/connections/${id}$`),
              },
            ],
          },
        },
      ],
    });
    const { body } = told.attachments[0].content;
    expect(new Set(body.map(({ type }: { type: string }) => type))).toEqual(new Set(["RichTextBlock"]));
    expect(body[0].inlines[0]).toMatchObject({ text: `${tenant.key}: the hourly calls to Autotask run out`, color: "Warning" });
    expect(teams.requests[1]?.bodyText).toContain("look which other one calls so often");
    expect(await incidentsOf(api, id)).toMatchObject([{ kind: "budget", closedAt: null }]);

    await tenant.behaviour({ callsByOthers: 2_000 });
    await letBudgetGrowOld(id);
    await checkByResuming(api, id);
    await expect.poll(() => teams.requests.length, { timeout: 20_000 }).toBe(3);
    const over = JSON.parse(teams.requests[2]?.bodyText ?? "null").attachments[0].content.body[0].inlines[0];
    expect(over).toMatchObject({ text: `${tenant.key}: back to normal`, color: "Good" });
    for (const text of [await portal.content(), (await api.send("GET", "/alert-channels")).text])
      expect(text).not.toContain(`${tenant.key}-secret`);
  } finally {
    await teams.close();
  }
});

test("a ticket of which Autotask never told us is one alert, as a whole, once it was found", async ({ organization, connected, api }) => {
  const { tenant, id } = connected;
  await waitForFirstLook(api, id);
  await tenant.behaviour({ suppressDeliveries: true });
  await tenant.open();
  await api.post(`/connections/${id}/reconcile`);
  const told = await waitForMail(organization.owner.email);
  expect(told.subject).toBe(`${tenant.key}: tickets may not have reached us`);
  expect(told.text).toContain("1 ticket did not reach us when created.");
  expect(told.text).toMatch(/^From: .+$/m);
  expect(told.text).toMatch(/^Until: .+$/m);
  expect(told.text).toMatch(new RegExp(`^https?://\\S+/${organization.slug}/connections/${id}$`, "m"));
  expect(await incidentsOf(api, id)).toMatchObject([{ kind: "gap", closedBy: "recovered" }]);
  await waitForCode(connected.requester.email);
  // A second look finds nothing to tell.
  const lookedAt = async () => (await healthOf(api, id)).last.syncAt;
  const before = await lookedAt();
  await api.post(`/connections/${id}/reconcile`);
  await expect.poll(lookedAt, { timeout: 20_000 }).not.toBe(before);
  expect(await incidentsOf(api, id)).toHaveLength(1);
  expect(await mailsTo(organization.owner.email)).toHaveLength(1);
});

test("an address that is no webhook of Slack is refused at its field, and nothing is posted to it", async ({
  portal,
  organization,
  api,
}) => {
  await portal.goto(`/${organization.slug}/settings/alerts`);
  await portal.getByRole("button", { name: "Add a channel" }).click();
  const dialog = portal.getByRole("dialog", { name: "Add an alert channel" });
  await dialog.getByRole("button", { name: /Where/ }).click();
  await portal.getByRole("option", { name: "Slack" }).click();
  await dialog.getByLabel("Name", { exact: true }).fill("#metadata");
  for (const [address, says] of [
    ["https://hooks.slack.com.evil.example/services/T/B/x", /This is not an incoming webhook of Slack/],
    ["http://169.254.169.254/services/T/B/x", /This is not the whole URL of a webhook/],
    ["https://hooks.slack.com/workflows/T/B/x", /This URL belongs to a Slack workflow/],
  ] as const) {
    await dialog.getByLabel("Webhook URL", { exact: true }).fill(address);
    await dialog.getByRole("button", { name: "Add the channel" }).click();
    await expect(dialog.getByText(says)).toBeVisible();
  }
  expect(await api.get("/alert-channels")).toEqual({ items: [] });
});

test("a technician sees where alerts go and changes nothing", async ({ visit, organization, connected, api }) => {
  const address = `on-call@${connected.tenant.key}.example`;
  await api.post("/alert-channels", { kind: "mail", name: "On call", address });
  const page = await visit({ as: await addMember(organization, "technician") });
  await page.goto(`/${organization.slug}/settings/alerts`);
  await expect(rowOf(page, "On call")).toContainText(address);
  await expect(rowOf(page, "On call").getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Add a channel" })).toHaveCount(0);
});
