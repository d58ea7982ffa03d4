import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Mailbox, openMailbox } from "./open-mailbox.ts";

let folder: string;
let mailbox: Mailbox;
const open = () => openMailbox({ host: "127.0.0.1", port: 0, smtpPort: 0, store: path.join(folder, "mails.jsonl") });

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "mailbox-"));
  mailbox = await open();
});

afterEach(async () => {
  await mailbox.close();
  rmSync(folder, { recursive: true });
});

const mail = { from: "Portal <portal@example.com>", to: "ann@example.com", subject: "Your code", text: "123456" };
const send = (more: Record<string, unknown> = {}) => createTransport(mailbox.smtpUrl).sendMail({ ...mail, ...more });
const get = async (where: string) => (await fetch(mailbox.url + where)).json();

test("a mail to anybody is listed newest first, with the addresses it was really sent to", async () => {
  await send();
  await send({ to: "Bob@Example.com", bcc: "carol@example.com", subject: "Second", html: "<b>hello</b>" });
  expect(await get("/api/messages")).toMatchObject([
    { subject: "Second", to: ["bob@example.com", "carol@example.com"], html: "<b>hello</b>\n" },
    { subject: "Your code", to: ["ann@example.com"], text: "123456\n", from: "Portal <portal@example.com>" },
  ]);
  expect(await get("/api/messages?to=BOB@example.com")).toHaveLength(1);
});

test("what arrived is still there after a restart", async () => {
  await send();
  await mailbox.close();
  mailbox = await open();
  expect(await get("/api/messages")).toHaveLength(1);
  await fetch(`${mailbox.url}/api/messages`, { method: "DELETE" });
  expect(await get("/api/messages")).toEqual([]);
});

test.each([451, 550])("as many mails as asked for are refused with %s, the next is taken", async (code) => {
  const headers = { "content-type": "application/json" };
  await fetch(`${mailbox.url}/api/refusals`, { method: "POST", headers, body: JSON.stringify({ count: 1, code }) });
  await expect(send()).rejects.toMatchObject({ responseCode: code });
  await send();
  expect(await get("/api/messages")).toHaveLength(1);
});

test("a mail's markup never becomes part of our pages, and its HTML is framed without scripts", async () => {
  await send({
    subject: "<script>alert(1)</script>",
    text: "<img src=x> https://a.example/v/1?x=1&y=2.",
    html: "<script>alert(2)</script>",
  });
  const [{ id }] = await get("/api/messages");
  for (const where of ["/", `/messages/${id}`]) {
    const page = await (await fetch(mailbox.url + where)).text();
    expect(page).toContain("&lt;script&gt;alert(1)");
    expect(page).not.toContain("<script>");
    expect(page).not.toContain("<img");
  }
  const page = await (await fetch(`${mailbox.url}/messages/${id}`)).text();
  expect(page).toContain('<a href="https://a.example/v/1?x=1&amp;y=2" target="_blank" rel="noopener noreferrer">');
  const framed = await fetch(`${mailbox.url}/messages/${id}/html`);
  expect(framed.headers.get("content-security-policy")).toContain("sandbox allow-popups");
  expect(framed.headers.get("content-security-policy")).not.toContain("allow-scripts");
});

test("an empty mailbox says so", async () => {
  expect(await (await fetch(mailbox.url)).text()).toContain("Nothing has arrived yet");
});
