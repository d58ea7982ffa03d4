import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connectTo } from "../../testing/outcomes.ts";
import { type SimulatorProcess, startSimulatorProcess } from "../../testing/simulator.ts";
import { jobRun, type TestDeps, testDeps } from "../../testing/test-deps.ts";
import { handleBeginVerification } from "../begin-verification.handler.ts";
import { searchCallers } from "./search-callers.ts";
import { startForCaller } from "./start-for-caller.ts";

let base: TestDeps;
let deps: TestDeps;
let simulator: SimulatorProcess;

beforeAll(async () => {
  [base, simulator] = await Promise.all([testDeps(), startSimulatorProcess()]);
  deps = {
    ...base,
    autotask: { zoneLookupUrl: new URL("/ATServicesRest/V1.0/zoneInformation", simulator.url), allowedHosts: [simulator.host] },
  };
});
afterAll(async () => {
  await Promise.all([base.close(), simulator.close()]);
});
beforeEach(() => simulator.control("reset", {}));

/** Zoë and Maximiliane share a mailbox, Nguyễn's mailbox is her own. */
const [zoe, minh, siobhan] = [29_683_589, 29_683_591, 29_683_595];
const technician = { kind: "member", id: crypto.randomUUID(), name: "Tomasz" } as const;

async function connected(options: Parameters<typeof connectTo>[2] = {}) {
  const connection = await connectTo(deps, simulator, options);
  const place = { organizationId: connection.organizationId, connectionId: connection.id };
  const names = async (search: string) => (await searchCallers(deps, { ...place, search })).items.map(({ name }) => name);
  return { connection, place, names };
}

const changeContact = (id: number, fields: object) => simulator.control(`rows/Contacts/${id}`, { fields }, "PATCH");

describe("finding who calls", () => {
  test("a name, a part of one, a company and both together find active contacts only", async () => {
    const { names } = await connected();
    expect(await names("Škvorecká")).toEqual(["Zoë Škvorecká"]);
    expect(await names("zoë škvo")).toEqual(["Zoë Škvorecká"]);
    expect(await names("Kanzlei Weitershausen")).toEqual(expect.arrayContaining(["Zoë Škvorecká"]));
    expect(await names("Zoë Kanzlei")).toEqual(["Zoë Škvorecká"]);
    expect(await names("Zoë Łódź")).toEqual([]);

    await changeContact(zoe, { isActive: 0 });
    expect(await names("Škvorecká")).toEqual([]);
  });

  test.each([
    ["+353 87 555 0151", "as it stands in the record"],
    ["087 555 0151", "in the national format of the company's country"],
    ["(087) 5550151", "with brackets and without spaces"],
    ["00353 87 5550151", "with the prefix that Ireland dials abroad with"],
  ])("%s finds its contact: %s", async (typed) => {
    const { names } = await connected();
    await changeContact(siobhan, { mobilePhone: "087 555 01 51" });
    // Ends alike, and is another country's.
    await changeContact(minh, { mobilePhone: "+49 171 5550151" });
    expect(await names(typed)).toEqual(["Siobhán Ní Dhomhnaill"]);
  });

  test("a number that nobody can have says so, and one that nobody has finds nobody", async () => {
    const { place } = await connected();
    expect(await searchCallers(deps, { ...place, search: "12345" })).toMatchObject({ items: [], isNumberUnreadable: true });
    expect(await searchCallers(deps, { ...place, search: "+49 30 123456" })).toMatchObject({ items: [], isNumberUnreadable: false });
  });

  test("every way is told with its masked destination and why it is not one, and no address or number is in the answer", async () => {
    const { place } = await connected();
    const { items } = await searchCallers(deps, { ...place, search: "Minh" });
    const ways = Object.fromEntries(items[0]?.ways.map((way) => [way.method, way]) ?? []);
    expect(items[0]).toMatchObject({ contactId: String(minh), companyName: "Łódź Precision Optics sp. z o.o." });
    expect(ways.email_code).toMatchObject({ usable: true, destinationMasked: "m···i@lodz-optics.example" });
    expect(ways.call_back).toMatchObject({ usable: false, reason: "verification.no_phone" });
    expect(JSON.stringify(items)).not.toContain("minh.khai@");
  });

  test("the contacts of one database are not found through the connection of another organization", async () => {
    const { place } = await connected();
    const { place: other } = await connected();
    const asked = searchCallers(deps, { organizationId: other.organizationId, connectionId: place.connectionId, search: "Minh" });
    await expect(asked).rejects.toMatchObject({ code: "connection.not_found" });
  });

  test("more than a screen are cut and said to be more", async () => {
    const { place } = await connected();
    for (const id of [zoe, minh, siobhan]) await changeContact(id, { lastName: "Meier", phone: "+49 30 123456" });
    for (const search of ["Meier", "+49 30 123456"]) {
      const { items, hasMore } = await searchCallers(deps, { ...place, search, most: 2 });
      expect({ shown: items.length, hasMore }, search).toEqual({ shown: 2, hasMore: true });
      expect(await searchCallers(deps, { ...place, search, most: 3 }), search).toMatchObject({ hasMore: false });
    }
  });
});

describe("starting for who calls", () => {
  const begin = (verificationId: string) => handleBeginVerification(deps, jobRun(deps, { verificationId }));
  const read = (id: string) => deps.db.verification.findUniqueOrThrow({ where: { id }, include: { ticket: true, challenges: true } });
  const asked = { reason: "Locked out of the mail", strength: "weak", actor: technician } as const;

  test("without a ticket asks the contact at the address of the record, and keeps what for", async () => {
    const { place } = await connected();
    const id = await startForCaller(deps, { ...place, ...asked, reason: "Account locked", contactId: minh });
    await begin(id);
    expect(await read(id)).toMatchObject({
      state: "pending",
      requesterName: "Nguyễn Thị Minh Khai",
      requesterSource: "caller",
      ticket: { autotaskId: null, title: "Account locked", contactName: "Nguyễn Thị Minh Khai" },
    });
    expect((await read(id)).challenges.find(({ method }) => method === "email_code")).toMatchObject({
      state: "waiting",
      destinationMasked: "m···i@lodz-optics.example",
    });
  });

  test("about a mailbox sends nothing to that mailbox", async () => {
    const { place } = await connected();
    const id = await startForCaller(deps, { ...place, ...asked, reason: "New password for her mailbox", contactId: minh });
    await begin(id);
    expect(await read(id)).toMatchObject({ state: "not_possible", reason: "verification.same_channel" });
  });

  test("one who is gone, or has left, is not asked", async () => {
    const { place } = await connected();
    const gone = await startForCaller(deps, { ...place, ...asked, contactId: 999_999 });
    await begin(gone);
    expect(await read(gone)).toMatchObject({ state: "not_possible", reason: "verification.contact_missing" });
    await changeContact(minh, { isActive: 0 });
    const left = await startForCaller(deps, { ...place, ...asked, contactId: minh });
    await begin(left);
    expect(await read(left)).toMatchObject({ state: "not_possible", reason: "verification.contact_inactive" });
  });

  test("for a ticket of theirs is on that ticket, and for one of somebody else is not possible", async () => {
    const { place } = await connected();
    const open = async (contactId: number) =>
      ((await simulator.control("tickets", { contactId, title: "Account locked" })) as { id: number }).id;
    const theirs = await open(minh);
    const id = await startForCaller(deps, { ...place, ...asked, contactId: minh, autotaskTicketId: theirs });
    await begin(id);
    expect(await read(id)).toMatchObject({ state: "pending", requesterSource: "ticket", ticket: { autotaskId: BigInt(theirs) } });

    const other = await startForCaller(deps, { ...place, ...asked, contactId: minh, autotaskTicketId: await open(siobhan) });
    await begin(other);
    expect(await read(other)).toMatchObject({ state: "not_possible", reason: "verification.other_contact" });
  });

  test("twice at once asks once, and a person's calls share their codes", async () => {
    const { place } = await connected();
    const start = () => startForCaller(deps, { ...place, ...asked, contactId: minh });
    const answers = await Promise.allSettled([start(), start()]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "verification.already_open" } });

    const [id = ""] = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    await begin(id);
    await deps.db.challenge.updateMany({ where: { verificationId: id, method: "email_code" }, data: { codeNumber: 3 } });
    await deps.db.verification.update({ where: { id }, data: { settledAt: deps.now(), state: "cancelled" } });
    await expect(start()).rejects.toMatchObject({ code: "verification.no_codes_left" });
    // Somebody else is not held by it.
    await expect(startForCaller(deps, { ...place, ...asked, contactId: siobhan })).resolves.toEqual(expect.any(String));
  });

  test("opening a ticket needs the switch, another organization's connection is none, and a key reads nothing out", async () => {
    const { place } = await connected();
    const { place: other } = await connected();
    const start = (more: object) => startForCaller(deps, { ...place, ...asked, contactId: minh, ...more });
    await expect(start({ openTicket: true })).rejects.toMatchObject({ code: "verification.tickets_not_opened" });
    await expect(start({ organizationId: other.organizationId })).rejects.toMatchObject({ code: "connection.not_found" });
    const key = { kind: "api_key", id: crypto.randomUUID(), name: "Key" } as const;
    await expect(start({ actor: key, withTechnician: true })).rejects.toMatchObject({ code: "verification.needs_technician" });
  });
});
