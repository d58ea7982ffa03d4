import { afterAll, beforeAll, expect, test } from "vitest";
import { makeMember } from "../../organization/testing.ts";
import { makeOrganization } from "../../testing/factories.ts";
import { type StubHttp, startStubHttp } from "../../testing/stub-http.ts";
import { type TestDeps, testDeps } from "../../testing/test-deps.ts";
import type { SmsGateway } from "../schema.ts";
import { getPhoneSettings } from "./phone-settings.ts";
import { removeGateway, saveGateway, savePhoneRegion } from "./save-gateway.ts";
import { testText } from "./test-text.ts";

let deps: TestDeps;
let stub: StubHttp;
beforeAll(async () => {
  deps = await testDeps();
  stub = await startStubHttp((_request, response) => response.writeHead(201).end("{}"));
});
afterAll(async () => {
  await stub.close();
  await deps.close();
});

async function anAdmin() {
  const { id: organizationId } = await makeOrganization(deps.db);
  const actor = await makeMember(deps.db, { organizationId, role: "admin" });
  const gateway: SmsGateway = {
    ...{ kind: "twilio", url: `http://${stub.host}/2010-04-01`, account: "AC1", secret: "the auth token" },
    ...{ sender: "Nordlicht", countries: ["SE", "DE", "DE"], hourlyBudget: 3 },
  };
  const save = (changes: Partial<SmsGateway> = {}, from: TestDeps = deps) =>
    saveGateway(from, { organizationId, actor, gateway: { ...gateway, ...changes } });
  const read = () => getPhoneSettings(deps, organizationId);
  const sendTest = (to = "+49 171 2345678") => testText(deps, { organizationId, actor, to });
  return { organizationId, actor, save, read, sendTest };
}

test("what is set can be read, and the secret is in no answer and no audit entry", async () => {
  const { organizationId, save, read } = await anAdmin();
  await save();

  const settings = await read();
  expect(settings).toMatchObject({
    gateway: { kind: "twilio", account: "AC1", countries: ["DE", "SE"], hourlyBudget: 3 },
    sentLastHour: 0,
  });
  const audit = await deps.db.auditEntry.findMany({ where: { organizationId } });
  expect(audit).toMatchObject([{ action: "notification.sms_gateway_saved", details: { countries: "DE SE", isSecretNew: true } }]);
  expect(JSON.stringify([settings, audit])).not.toContain("the auth token");
  const row = await deps.db.phoneSetting.findUniqueOrThrow({ where: { organizationId } });
  expect(Buffer.from(row.secretSealed ?? []).toString("latin1")).not.toContain("the auth token");
});

test("the stored secret stays for the same address and account, and goes to no other", async () => {
  const { save, read } = await anAdmin();
  await save();
  await save({ secret: undefined, hourlyBudget: 9 });
  expect(await read()).toMatchObject({ gateway: { hourlyBudget: 9 } });

  const elsewhere = [{ url: "https://evil.example/2010-04-01" }, { account: "AC2" }, { kind: "signed" as const }];
  for (const changes of elsewhere) {
    await expect(save({ ...changes, secret: undefined })).rejects.toMatchObject({ code: "notification.secret_missing", field: "secret" });
  }
});

test.each<[string, Partial<SmsGateway>, string]>([
  ["an address without https", { url: "http://api.twilio.com/2010-04-01" }, "notification.not_a_gateway_address"],
  ["a password in the address", { url: "https://me:it@api.twilio.com/" }, "notification.not_a_gateway_address"],
  ["no address", { url: "api.twilio.com" }, "notification.not_a_gateway_address"],
  ["no account for Twilio", { account: "" }, "notification.account_missing"],
  ["a signing secret of another kind", { kind: "signed", secret: "password" }, "notification.not_a_signing_secret"],
  ["a signing secret that is too short", { kind: "signed", secret: "whsec_c2hvcnQ=" }, "notification.not_a_signing_secret"],
  ["a country that is none", { countries: ["DE", "ZZ"] }, "notification.unknown_country"],
])("%s is refused on its field", async (_what, changes, code) => {
  const { save, read } = await anAdmin();
  await expect(save(changes)).rejects.toMatchObject({ code });
  expect((await read()).gateway).toBeNull();
});

test("in production the address of this machine is refused", async () => {
  const { save } = await anAdmin();
  await expect(save({}, { ...deps, appEnv: "production" })).rejects.toMatchObject({ code: "notification.not_a_gateway_address" });
});

test("a removed gateway leaves no secret, and the country of numbers stays", async () => {
  const { organizationId, actor, save, read } = await anAdmin();
  await savePhoneRegion(deps, { organizationId, actor, region: "DE" });
  await save();
  await removeGateway(deps, { organizationId, actor });

  expect(await read()).toMatchObject({ gateway: null, region: "DE" });
  expect(await deps.db.phoneSetting.findUnique({ where: { organizationId } })).toMatchObject({ secretSealed: null, gatewayUrl: null });
});

test("a test goes to a mobile number within countries and budget, and the answer says how it went", async () => {
  const { save, read, sendTest } = await anAdmin();
  expect(await sendTest()).toBe("notification.no_gateway");
  await save();
  expect(await sendTest()).toBe("sent");
  expect(await sendTest("+48 512 345 678")).toBe("notification.country_closed");
  await expect(sendTest("+49 40 5550110")).rejects.toMatchObject({ code: "notification.not_a_mobile_number", field: "to" });
  await sendTest();
  await sendTest();
  expect(await sendTest()).toBe("notification.text_budget_used");
  expect(await read()).toMatchObject({ sentLastHour: 3 });
});

test("five tests in ten minutes, then none", async () => {
  const { save, sendTest } = await anAdmin();
  await save({ hourlyBudget: 60 });
  for (let count = 0; count < 5; count++) expect(await sendTest()).toBe("sent");
  await expect(sendTest()).rejects.toMatchObject({ code: "notification.too_many_tests" });
});
