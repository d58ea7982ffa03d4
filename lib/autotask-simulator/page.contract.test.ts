import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "./server.ts";
import { callApi, control, itemsOf, webhookBody } from "./test-client.ts";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const FORM = { contactId: "29683586", title: "<img src=x onerror=alert(1)>", description: "Hallo", source: "2", queueId: "5" };

function submit(path: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${simulator.url}${path}`, { method: "POST", body: new URLSearchParams(form), headers, redirect: "manual" });
}

describe("the page", () => {
  it("opens a ticket by a plain form and shows it with all text escaped, under a strict policy", async () => {
    expect((await submit("/tickets", FORM, { Origin: simulator.url })).status).toBe(303);
    const response = await fetch(`${simulator.url}/`);
    const page = await response.text();
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(page).not.toContain("<img src=x");
    expect(page).toContain("demo-secret-nordlicht-2026");
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
  });

  it("answers Autotask's deep link with the ticket, by id or number", async () => {
    const number = itemsOf(await control(simulator, "GET tickets"))[0]?.ticketNumber;
    for (const query of ["Code=OpenTicketDetail&TicketID=7841", `Code=OpenTicketDetail&TicketNumber=${number}`]) {
      const response = await fetch(`${simulator.url}/Autotask/AutotaskExtend/ExecuteCommand.aspx?${query}`);
      expect(await response.text()).toContain(String(number));
    }
  });

  it("takes no form of another site, and the control API no call a foreign page can make", async () => {
    expect((await submit("/tickets", FORM, { Origin: "https://evil.example" })).status).toBe(403);
    expect((await submit("/tickets", FORM, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await submit("/__simulator/reset", {})).status).toBe(415);
  });

  it("says why a ticket was refused", async () => {
    const response = await submit("/tickets", { ...FORM, contactId: "29683600" }, { Origin: simulator.url });
    expect(decodeURIComponent(response.headers.get("location") ?? "")).toContain("contactID of type: Contact does not exist or is invalid");
  });
});

describe("the state file", () => {
  it("keeps tickets and webhooks over a restart", async () => {
    const folder = await mkdtemp(join(tmpdir(), "simulator-"));
    const stateFile = join(folder, "state.json");
    const first = await startSimulator({ stateFile });
    await control(first, "POST tickets", { contactId: 29_683_586, title: "Still here" });
    await callApi(first, "POST /TicketWebhooks", { body: webhookBody(first.url) });
    await first.close();
    const second = await startSimulator({ stateFile });
    expect(itemsOf(await control(second, "GET tickets"))).toMatchObject([{ id: 7841, title: "Still here" }]);
    expect(itemsOf(await control(second, "GET webhooks"))).toMatchObject([{ id: 4, isActive: true }]);
    await second.close();
    await rm(folder, { recursive: true });
  });
});
