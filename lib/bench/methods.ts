import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import type { TestStack } from "../launch/test-stack.ts";
import type { Deps } from "../platform/deps.ts";
import { startCompanyProvider } from "../testing/company-provider.ts";
import { softPasskey } from "../testing/soft-passkey.ts";
import { startStubHttp } from "../testing/stub-http.ts";
import { startStubProvider } from "../testing/stub-provider.ts";
import type { Strength } from "../verification/strength.ts";
import { median, percentile, round } from "./figures.ts";
import { addApp, addPasskey, leaveForProvider, readNumber, sendForm, signInAtWork, usePasskey } from "./person.ts";
import { letDaysPass, openPortal, type Portal } from "./portal.ts";
import { findNoteCall, mailsTo, simulator, waitFor } from "./stack-calls.ts";

const warmUps = 2;
const runs = 10;
/** Contacts of the simulator's demo tenant, both of one company, with mailboxes of their own. */
const requester = { id: 29683586, email: "bjorn-ake.sjostrom@brot.example", lastFour: "4183" };
const approver = { id: 29683587, email: "umit.caglayangil@brot.example" };
const companyId = 174;
/** Tickets of this source are left alone by the policy, so that each is asked for once, by us. */
const sourceMonitoring = 8;

type Asked = { id: string; ticketNumber: string };
type Way = {
  /** By which it passes; the last of several. */
  method: string;
  /** What it is called in the report where the method alone does not say it. */
  name?: string;
  strength: Strength;
  /** Makes this the way that is put. */
  prepare?(): Promise<void>;
  /** All that people do, from the message that reaches them on. */
  prove(asked: Asked): Promise<void>;
};

/**
 * Whole verifications, one at a time, of each method: from the delivery of the ticket over the member's request, the message
 * and the answer to the note in Autotask. People answer at once, so what is measured is ours.
 */
export async function measureMethods(stack: TestStack, deps: Pick<Deps, "pool">) {
  const portal = await openPortal(stack);
  const [connection] = (await portal.call<{ items: { id: string }[] }>("GET", "/connections")).items;
  if (!connection) throw new Error("There is no connection.");
  const scene = { stack, pool: deps.pool, portal, connectionId: connection.id };
  const { ways, close } = await prepareWays(scene);
  const report: Record<string, object> = {};
  for (const way of ways) report[way.name ?? way.method] = await measureWay(scene, way);
  await close();
  return { runs, ticketDeliveredToNoteInAutotask: report };
}

type Scene = { stack: TestStack; pool: Deps["pool"]; portal: Portal; connectionId: string };

async function measureWay({ stack, pool, portal, connectionId }: Scene, { method, strength, prepare, prove }: Way) {
  await letDaysPass({ pool });
  await prepare?.();
  const taken: number[] = [];
  for (let run = 0; run < warmUps + runs; run += 1) {
    const ticket = await simulator<{ id: number; ticketNumber: string }>(stack, "POST", "tickets", {
      ...{ contactId: requester.id, title: `Bench ${run}`, source: sourceMonitoring },
    });
    const deliveredAt = await waitFor(async () => {
      const { rows } = await pool.query<{ receivedAt: Date }>('select "receivedAt" from deliveries where "autotaskTicketId" = $1', [
        ticket.id,
      ]);
      return rows[0]?.receivedAt ?? null;
    });
    const request = { connectionId, autotaskTicketId: ticket.id, strength };
    const { id } = await portal.call<{ id: string }>("POST", "/verifications", request);
    await prove({ id, ticketNumber: ticket.ticketNumber });
    const noteAt = await waitFor(() => findNoteCall(stack, ticket.id));
    const proven = await portal.call<{ state: string; method: string; strength: string }>("GET", `/verifications/${id}`);
    if (proven.state !== "passed" || proven.method !== method) throw new Error(`${method}: ${proven.state} by ${proven.method}.`);
    if (run >= warmUps) taken.push(noteAt - deliveredAt.getTime());
  }
  return { strength, medianMs: round(median(taken)), p95Ms: round(percentile(taken, 0.95)) };
}

/** Each method, in an order in which the one before makes the next possible. */
async function prepareWays(scene: Scene): Promise<{ ways: Way[]; close(): Promise<void> }> {
  const { stack, pool, portal, connectionId } = scene;
  const texts: string[] = [];
  const gateway = await startStubHttp(({ bodyText }, response) => {
    texts.push((JSON.parse(bodyText) as { data: { text: string } }).data.text);
    response.writeHead(201).end("{}");
  });
  const work = await startCompanyProvider({ clientId: "countersign" });
  work.signInAs({ id: "bjorn", claims: { email: requester.email, email_verified: true }, amr: ["pwd", "otp"] });
  const provider = await startStubProvider();
  const passkey = softPasskey({ origin: new URL(stack.baseUrl).origin, rpId: new URL(stack.baseUrl).hostname });
  const member = await signedInMember(scene);
  let codeOf = () => "";
  let companySignIn = "";
  let externalProvider = "";
  let lastSignIn = { link: "", cookie: "" };

  const linkOf = async ({ ticketNumber }: Asked, address = requester.email) => {
    const mail = await waitFor(async () => (await mailsTo(stack, address)).find(({ subject }) => subject.includes(ticketNumber)) ?? null);
    return { mail, link: /https?:\/\/\S+\/[av]\/[\w-]{43}/.exec(mail.text)?.[0] ?? "" };
  };

  const callBack = async ({ id }: Asked) => {
    const way = await waitFor(async () => {
      const { methods } = await portal.call<{ methods: { id: string; method: string; use: string }[] }>("GET", `/verifications/${id}`);
      return methods.find(({ method, use }) => method === "call_back" && use === "open") ?? null;
    });
    await member("POST", `/verifications/${id}/challenges/${way.id}/number`);
    // As if the quarter of a minute had passed that no call takes less than.
    await pool.query(`update challenges set "shownAt" = "shownAt" - interval '20 seconds' where id = $1`, [way.id]);
    const call = { result: "confirmed", lastDigits: requester.lastFour };
    await member("POST", `/verifications/${id}/challenges/${way.id}/call`, call);
  };
  const enterAppCode = async (asked: Asked) => {
    const { link } = await linkOf(asked);
    // As if half a minute had passed since the code before, which is good once.
    await pool.query('update authenticators set "lastUsedStep" = null');
    await sendForm(`${link}/code`, { code: codeOf() }, { to: "/done" });
  };

  const ways: Way[] = [
    {
      method: "email_code",
      strength: "weak",
      async prove(asked) {
        const { mail, link } = await linkOf(asked);
        const code = /(\d{3}) (\d{3})/.exec(mail.text)?.slice(1).join("") ?? "";
        await sendForm(`${link}/code`, { code }, { to: "/done" });
      },
    },
    {
      method: "sms_code",
      strength: "fair",
      async prepare() {
        const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
        const settings = {
          kind: "signed",
          url: `http://${gateway.host}/sms`,
          secret,
          sender: "Bench",
          countries: ["SE"],
          hourlyBudget: 1_000,
        };
        await portal.call("PUT", "/phone-settings/sms-gateway", settings);
      },
      async prove({ ticketNumber }) {
        const find = (pattern: RegExp) =>
          waitFor(async () => texts.flatMap((text) => (text.includes(ticketNumber) ? (pattern.exec(text)?.[0] ?? []) : []))[0] ?? null);
        const link = await find(/https?:\/\/\S+\/v\/[\w-]{43}/);
        await sendForm(`${link}/code`, { code: await find(/^\d{6}/) }, { to: "/done" });
      },
    },
    {
      method: "call_back",
      strength: "fair",
      prepare: () => portal.call("DELETE", "/phone-settings/sms-gateway"),
      prove: callBack,
    },
    {
      method: "company_sign_in",
      strength: "good",
      async prepare() {
        const { issuer, clientSecret } = work;
        const provider = {
          connectionId,
          companyId,
          kind: "oidc",
          issuer,
          clientId: "countersign",
          clientSecret,
          domains: ["brot.example"],
        };
        companySignIn = (await portal.call<{ id: string }>("POST", "/company-sign-ins", provider)).id;
        const { items } = await portal.call<{ items: { redirectUri: string }[] }>("GET", "/company-sign-ins");
        work.serve(items[0]?.redirectUri ?? "");
      },
      async prove(asked) {
        const { link } = await linkOf(asked);
        lastSignIn = { link, cookie: await signInAtWork(link) };
      },
    },
    {
      method: "totp",
      strength: "fair",
      async prepare() {
        codeOf = await addApp(lastSignIn.link, lastSignIn.cookie);
      },
      prove: enterAppCode,
    },
    {
      method: "totp",
      name: "call_back and totp",
      strength: "good",
      // With a sign-in or a passkey that one would be enough.
      prepare: () => portal.call("DELETE", `/company-sign-ins/${companySignIn}`),
      async prove(asked) {
        await callBack(asked);
        await enterAppCode(asked);
      },
    },
    {
      method: "external_provider",
      strength: "good",
      async prepare() {
        const settings = { name: "Proof & Co", createUrl: `${provider.url}/checks`, strength: "good" };
        const made = await portal.call<{ id: string; secret: string }>("POST", "/external-providers", settings);
        externalProvider = made.id;
        provider.secrets = [made.secret];
      },
      async prove(asked) {
        const { link } = await linkOf(asked);
        await leaveForProvider(link);
        const check = provider.checks.find(({ verificationId }) => verificationId === asked.id);
        if (!check) throw new Error("The provider was not asked.");
        const { body } = await provider.send(check);
        if (body.counted !== true) throw new Error(`What the provider says does not count: ${JSON.stringify(body)}.`);
      },
    },
    {
      method: "passkey",
      strength: "best",
      prepare: () => addPasskey(lastSignIn.link, passkey, lastSignIn.cookie),
      prove: async (asked) => usePasskey((await linkOf(asked)).link, passkey),
    },
    {
      method: "approver",
      strength: "good",
      async prepare() {
        await portal.call("DELETE", `/external-providers/${externalProvider}`);
        await portal.call("POST", "/approvers", { connectionId, companyId, contactId: approver.id });
      },
      async prove(asked) {
        const [theirs, own] = [await linkOf(asked, approver.email), await linkOf(asked)];
        await sendForm(`${theirs.link}/approve`, { number: await readNumber(own.link) }, { to: new URL(theirs.link).pathname });
      },
    },
  ];
  return { ways, close: async () => void (await Promise.all([gateway.close(), work.close(), provider.close()])) };
}

/** The REST API as the owner in their browser: a call is made by a person, and a key is none. */
async function signedInMember({ stack, pool }: Scene) {
  const { rows } = await pool.query<{ userId: string; slug: string }>(
    'select m."userId", o.slug from members m join organizations o on o.id = m."organizationId"',
  );
  const { userId, slug } = rows[0] ?? { userId: "", slug: "" };
  const sessionId = randomUUID();
  await pool.query(`insert into sessions (id, "userId", "expiresAt") values ($1, $2, now() + interval '1 hour')`, [sessionId, userId]);
  const token = await encode({ token: { sid: sessionId, sub: userId }, secret: stack.env.AUTH_SECRET ?? "", maxAge: 3_600 });
  return async (method: string, path: string, body?: unknown): Promise<void> => {
    const response = await fetch(`${stack.baseUrl}/api/v1${path}`, {
      method,
      headers: {
        ...{ cookie: `countersign.session=${token}`, origin: stack.baseUrl, "x-organization": slug },
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
  };
}
