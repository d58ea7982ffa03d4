import { TOTP } from "otpauth";
import { walkProvider } from "../testing/company-provider.ts";
import type { softPasskey } from "../testing/soft-passkey.ts";

// What people do on the pages behind a link, without a browser: the same requests, as fast as they can be sent.

export type Passkey = ReturnType<typeof softPasskey>;

let visits = 0;

/** Each from an address of their own, as behind a proxy: the limit for each address is not what is measured. */
function headersOf(url: string, cookie = ""): Record<string, string> {
  visits += 1;
  const address = `198.18.${Math.floor(visits / 250)}.${(visits % 250) + 1}`;
  return { origin: new URL(url).origin, "x-forwarded-for": address, ...(cookie !== "" && { cookie }) };
}

/** Sends a form. Throws unless the answer leads to a page of this ending. Returns the cookies that were set. */
export async function sendForm(
  url: string,
  form: Record<string, string>,
  { to, cookie }: { to: string; cookie?: string },
): Promise<string> {
  const body = new URLSearchParams(form);
  const response = await fetch(url, { method: "POST", redirect: "manual", headers: headersOf(url, cookie), body });
  const location = response.headers.get("location") ?? "";
  if (!location.endsWith(to)) throw new Error(`${new URL(url).pathname} answered ${response.status} ${location} instead of ${to}.`);
  return cookiesOf(response);
}

async function askScript<T>(url: string, body: unknown, cookie?: string): Promise<T> {
  const headers = { ...headersOf(url, cookie), "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}.`);
  return (await response.json()) as T; // Our own answer, whose shape the schema of its route gives.
}

async function readPage(url: string, cookie?: string): Promise<string> {
  return (await fetch(url, { headers: headersOf(url, cookie) })).text();
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

/** The number that the requester tells their approver. */
export async function readNumber(link: string): Promise<string> {
  const [, number] = /role="status"[^>]*>(\d\d)</.exec(await readPage(link)) ?? [];
  if (number === undefined) throw new Error("The page shows no number.");
  return number;
}

/** Signs in at the company and comes back; returns the cookie of the browser that did it. */
export async function signInAtWork(link: string): Promise<string> {
  const begun = await fetch(`${link}/company-sign-in`, { redirect: "manual", headers: headersOf(link) });
  const returned = await walkProvider(begun.headers.get("location") ?? "");
  const form = Object.fromEntries(returned.searchParams);
  return sendForm(`${returned.origin}${returned.pathname}`, form, { to: "/done", cookie: cookiesOf(begun) });
}

/** Presses the button that leads to the provider's page. */
export async function leaveForProvider(link: string): Promise<void> {
  const { status, headers } = await fetch(`${link}/external`, { method: "POST", redirect: "manual", headers: headersOf(link) });
  if (status !== 200) throw new Error(`The way to the provider answered ${status} ${headers.get("location") ?? ""}.`);
}

type Asked = { options: { challenge: string } };

export async function usePasskey(link: string, passkey: Passkey): Promise<void> {
  const { options } = await askScript<Asked>(`${link}/passkey/begin`, {});
  const { next } = await askScript<{ next: string }>(`${link}/passkey/finish`, passkey.authenticate(options));
  if (!next.endsWith("/done")) throw new Error(`The passkey was not taken: ${next}`);
}

/** Adds a passkey in the browser that has just passed strongly. */
export async function addPasskey(link: string, passkey: Passkey, cookie: string): Promise<void> {
  const { options } = await askScript<Asked>(`${link}/enrol/passkey/begin`, {}, cookie);
  const { next } = await askScript<{ next: string }>(`${link}/enrol/passkey/finish`, passkey.register(options), cookie);
  if (!next.endsWith("passkey_added")) throw new Error(`The passkey was not added: ${next}`);
}

/** Adds an app in the browser that has just passed strongly; returns what shows its codes. */
export async function addApp(link: string, cookie: string): Promise<() => string> {
  await sendForm(`${link}/enrol/app/begin`, {}, { to: "/enrol/app", cookie });
  const [key = ""] = /([A-Z2-7]{4} ){7}[A-Z2-7]{4}/.exec(await readPage(`${link}/enrol/app`, cookie)) ?? [];
  const app = new TOTP({ secret: key.replaceAll(" ", "") });
  await sendForm(`${link}/enrol/app/confirm`, { code: app.generate() }, { to: "app_added", cookie });
  return () => app.generate();
}
