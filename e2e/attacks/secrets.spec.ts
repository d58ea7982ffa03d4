import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { sql } from "../fixtures/database.ts";
import { makeApiKey } from "../fixtures/organization.ts";
import { places } from "../fixtures/places.ts";
import { enterCode } from "../fixtures/requester.ts";
import { expect, phone, test } from "../fixtures/test.ts";

// Canaries: every secret of a whole story is looked for wherever it could have leaked to.

test("no secret of a story shows in a log, an answer, a page, a note, a mail that is not its own, a job or a row", async ({
  visit,
  organization,
  connected,
  api,
}) => {
  const { tenant } = connected;
  const spare = await makeApiKey(organization, "owner");
  const answers: string[] = [];
  const portal = await visit({ as: organization.owner });
  portal.context().on("response", async (response) => {
    if (response.url().includes("/_next/static/")) return;
    answers.push(await response.text().catch(() => ""));
  });

  // Trouble makes things talk: refused credentials, a refused write, an answer that is no JSON.
  await tenant.fault({ kind: "html", collection: "TicketNotes", method: "POST", count: 1 });
  await tenant.fault({ kind: "bad-json", collection: "Tickets", count: 1 });
  const asked = await connected.ask();
  const page = await visit(phone);
  await page.goto(asked.mail.link);
  await enterCode(page, "000000");
  await enterCode(page, asked.mail.code);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("It is you.");
  await connected.outcome(asked.verificationId, "passed");
  const { ticket } = await api.verification(asked.verificationId);
  for (const place of [
    "",
    "/connections",
    `/connections/${connected.id}`,
    `/connections/${connected.id}/credentials`,
    `/connections/${connected.id}/what-we-write`,
    "/verifications",
    `/verifications/${asked.verificationId}`,
    `/tickets/${ticket.id}`,
  ]) {
    await portal.goto(`/${organization.slug}${place}`);
  }
  for (const read of [
    "/connections",
    `/connections/${connected.id}`,
    `/connections/${connected.id}/deliveries`,
    "/verifications",
    `/verifications/${asked.verificationId}`,
    `/tickets/${ticket.id}`,
    "/overview",
    "/rail",
  ]) {
    answers.push((await api.send("GET", read)).text);
  }
  const [webhook] = await tenant.webhooks();
  const webhookKey = webhook?.webhookUrl.split("/").at(-1) ?? "";
  const secretKey = (await tenant.control<{ id: number; secretKey: string }[]>("GET", "rows/TicketWebhooks")).at(-1)?.secretKey ?? "";
  const secrets = {
    "the API user's secret": tenant.user.secret,
    "the tracking identifier": tenant.user.trackingIdentifier,
    "the webhook's key": webhookKey,
    "the webhook's secret": secretKey,
    "the link's token": asked.mail.token,
    "an API key": api.key,
    "a spare API key": spare.key,
    "the session": organization.owner.cookie.value,
  };
  for (const [name, secret] of Object.entries(secrets)) expect(secret.length, name).toBeGreaterThan(10);

  const haystacks = {
    logs: readLogs(),
    answers: answers.join("\n"),
    notes: JSON.stringify(await tenant.notes(asked.ticket.id)),
    rows: await readDatabase(),
  };
  expect(haystacks.answers.length).toBeGreaterThan(10_000);
  expect(haystacks.logs.length).toBeGreaterThan(1_000);
  for (const [place, text] of Object.entries(haystacks)) {
    for (const [name, secret] of Object.entries(secrets)) {
      expect(text.includes(secret), `${name} in ${place}`).toBe(false);
      expect(text.includes(Buffer.from(secret).toString("hex")), `${name} in ${place}, as hex`).toBe(false);
      expect(text.includes(Buffer.from(secret).toString("base64").replace(/=+$/, "")), `${name} in ${place}, as base64`).toBe(false);
    }
    // Six digits stand in ids and times by chance, so a code is looked for by itself.
    const code = new RegExp(`(?<![\\w.-])(${asked.mail.code}|${asked.mail.code.slice(0, 3)} ${asked.mail.code.slice(3)})(?![\\w.-])`);
    expect(
      code.test(text),
      `the code in ${place}: ${code
        .exec(text)
        ?.input.slice(Math.max(0, (code.exec(text)?.index ?? 0) - 100))
        .slice(0, 200)}`,
    ).toBe(false);
  }
  // The twin: what must be kept is kept, and works.
  await connected.ask();
});

function readLogs(): string {
  const folder = path.join(places.dataFolder, "logs");
  return readdirSync(folder)
    .filter((file) => /^(web|worker)/.test(file))
    .map((file) => readFileSync(path.join(folder, file), "utf8"))
    .join("\n");
}

/** All rows of all our tables and of the queue, as text; bytes as hex. */
async function readDatabase(): Promise<string> {
  const tables = await sql<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  );
  expect(tables.length).toBeGreaterThan(20);
  const rows = await Promise.all(tables.map(({ name }) => sql<{ row: string }>(`select row_to_json(t)::text as row from ${name} t`)));
  return rows.flatMap((each) => each.map(({ row }) => row)).join("\n");
}
