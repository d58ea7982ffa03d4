import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { InputError } from "../platform/errors.ts";
import { AutotaskError } from "./errors.ts";
import { lookUpZone, parseWebUrl, parseZoneUrl, requireZoneUrl } from "./zones.ts";

const production = { allowedHosts: [] };

describe("an Autotask zone is accepted and rebuilt", () => {
  test.each([
    ["https://webservices3.autotask.net/atservicesrest/", "https://webservices3.autotask.net/ATServicesRest/"],
    ["https://webservices15.autotask.net/ATServicesRest", "https://webservices15.autotask.net/ATServicesRest/"],
    ["https://webservices29.autotask.net", "https://webservices29.autotask.net/ATServicesRest/"],
    ["https://webservices5.autotask.net/atservicesrest/v1.0/", "https://webservices5.autotask.net/ATServicesRest/"],
    ["https://prde.autotask.net/", "https://prde.autotask.net/ATServicesRest/"],
    ["https://pres.autotask.net/", "https://pres.autotask.net/ATServicesRest/"],
    ["  https://WebServices5.AutoTask.net:443/  ", "https://webservices5.autotask.net/ATServicesRest/"],
  ])("%s", (raw, canonical) => {
    expect(parseZoneUrl(raw, production)).toBe(canonical);
  });
});

const HOSTILE = [
  "",
  "webservices5.autotask.net",
  "http://webservices5.autotask.net/atservicesrest/",
  "http://169.254.169.254/",
  "https://169.254.169.254/atservicesrest/",
  "https://webservices15.autotask.net.evil.com/",
  "https://evilautotask.net/",
  "https://evil.com/webservices5.autotask.net",
  "https://webservices5.autotask.net@evil.com/",
  "https://user@webservices5.autotask.net/",
  "https://user:word@webservices5.autotask.net/",
  "https://@webservices5.autotask.net/",
  "https://webservices5.autotask.net:8443/",
  "https://webservices5.autotask.net:80/",
  "https://[::ffff:a9fe:a9fe]/",
  "https://2852039166/",
  "https://0xA9FEA9FE/",
  "https://webservices5.autotask.net./",
  "https://webservices5%2eautotask.net/",
  "https://webservices5.autotask.net%2f.evil.com/",
  "https://webservices5.auto\ttask.net/",
  "https://webservices5.autotask.net\n.evil.com/",
  "https://ｗebservices5.autotask.net/",
  "https://webservices5。autotask。net/",
  "https://webservices5.autotask.net\\@evil.com/",
  "https:\\\\webservices5.autotask.net/",
  "https://evil.com\\webservices5.autotask.net/",
  "https://webservices5.autotask.net/../../evil",
  "https://webservices5.autotask.net/atservicesrest/../evil/",
  "https://webservices5.autotask.net/atservicesrest/?next=https://evil.com",
  "https://webservices5.autotask.net/#@evil.com",
  "https:webservices5.autotask.net",
  "https:///webservices5.autotask.net/",
  "//webservices5.autotask.net/",
  "javascript://webservices5.autotask.net/",
  "ftp://webservices5.autotask.net/",
  "https://webservices.autotask.net/atservicesrest/",
  "https://webservices123.autotask.net/",
  "https://xwebservices5.autotask.net/",
  "https://webservices5xautotask.net/",
  "https://webservices5.autotask.net.net/",
  "https://a.webservices5.autotask.net/",
  "https://ww5.autotask.net/",
];

describe("anything else is refused as a zone", () => {
  test.each(HOSTILE)("%j", (raw) => {
    expect(parseZoneUrl(raw, production)).toBeNull();
  });

  test("naming the field", () => {
    expect(() => requireZoneUrl("https://evilautotask.net/", production)).toThrow(
      expect.objectContaining({ field: "zoneUrl", code: "autotask.zone_refused" }),
    );
    expect(() => requireZoneUrl("https://evilautotask.net/", production)).toThrow(InputError);
  });
});

test("a host that the operator named is a zone, with its port and no other", () => {
  const gate = { allowedHosts: ["127.0.0.1:4010", "Simulator:80"] };
  expect(parseZoneUrl("http://127.0.0.1:4010/atservicesrest/", gate)).toBe("http://127.0.0.1:4010/ATServicesRest/");
  expect(parseZoneUrl("http://simulator/atservicesrest/", gate)).toBe("http://simulator/ATServicesRest/");
  for (const other of [
    "http://127.0.0.1:4011/",
    "http://127.0.0.1/",
    "http://127.0.0.1:4010/other",
    "https://simulator/",
    "http://user@127.0.0.1:4010/",
  ]) {
    expect(parseZoneUrl(other, gate), other).toBeNull();
  }
});

test("the website must be Autotask's as well", () => {
  expect(parseWebUrl("https://ww3.autotask.net/", production)).toBe("https://ww3.autotask.net/");
  expect(parseWebUrl("https://ww29.autotask.net/Autotask?x=1".replace("?x=1", ""), production)).toBe("https://ww29.autotask.net/");
  for (const other of [
    "http://ww3.autotask.net/",
    "https://ww3.autotask.net.evil.com/",
    "https://ww.autotask.net/",
    "https://ww3.autotask.net:8443/",
    "javascript:alert(1)",
  ]) {
    expect(parseWebUrl(other, production), other).toBeNull();
  }
});

describe("the zone lookup", () => {
  const servers: { close(): void }[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function vendor(
    status: number,
    body: unknown,
  ): Promise<{ lookupUrl: string; gate: { allowedHosts: string[] }; asked: { url: string; headers: string[] }[] }> {
    const asked: { url: string; headers: string[] }[] = [];
    const server = createServer((request, response) => {
      asked.push({ url: request.url ?? "", headers: Object.keys(request.headers) });
      response.writeHead(status).end(typeof body === "string" ? body : JSON.stringify(body));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    servers.push(server);
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { lookupUrl: `http://${host}/atservicesrest/v1.0/zoneInformation`, gate: { allowedHosts: [host] }, asked };
  }
  const truth = {
    zoneName: "America East",
    url: "https://webservices3.autotask.net/atservicesrest/",
    webUrl: "https://ww3.autotask.net/",
    ci: 12345,
  };
  const look = (to: { lookupUrl: string; gate: { allowedHosts: string[] } }, username = "api+1@example.com") =>
    lookUpZone({ lookupUrl: to.lookupUrl, gate: to.gate, username });

  test("asks by user name only, without credentials, and answers the canonical zone", async () => {
    const autotask = await vendor(200, truth);
    expect(await look(autotask, "api+1&x=ä@example.com")).toEqual({
      zoneUrl: "https://webservices3.autotask.net/ATServicesRest/",
      webUrl: "https://ww3.autotask.net/",
      zoneName: "America East",
      databaseId: 12345,
    });
    expect(autotask.asked).toHaveLength(1);
    expect(new URL(autotask.asked[0]?.url ?? "", "http://x").searchParams.getAll("user")).toEqual(["api+1&x=ä@example.com"]);
    expect(autotask.asked[0]?.headers).not.toEqual(expect.arrayContaining(["secret"]));
    expect(autotask.asked[0]?.headers).not.toEqual(expect.arrayContaining(["apiintegrationcode"]));
  });

  test.each(HOSTILE)("an answer that names %j is refused", async (url) => {
    const error = await look(await vendor(200, { ...truth, url })).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "autotask.zone_refused", retry: { when: "never" } });
  });

  test("a foreign website costs the deep links, not the connection", async () => {
    expect(await look(await vendor(200, { ...truth, webUrl: "https://ww3.autotask.net.evil.com/" }))).toMatchObject({
      webUrl: null,
      zoneUrl: expect.any(String),
    });
  });

  test.each<[string, number, unknown, string]>([
    ["an unknown user, which is a 500", 500, { errors: ["Zone information could not be determined"] }, "autotask.user_unknown"],
    ["a page", 200, "<html>", "autotask.unavailable"],
    ["half a document", 200, '{"url":', "autotask.unreadable"],
    ["no url", 200, { zoneName: "x" }, "autotask.unreadable"],
    ["an outage", 503, "", "autotask.unavailable"],
    ["a redirect", 302, "", "autotask.unavailable"],
    ["a huge answer", 200, "x".repeat(70_000), "autotask.unreadable"],
  ])("%s", async (_what, status, body, code) => {
    const error = await look(await vendor(status, body)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AutotaskError);
    expect(error).toMatchObject({ code, effect: "none" });
    expect(String(error)).not.toContain("example.com");
  });

  test("only an Autotask host or one that the operator named is asked", async () => {
    const autotask = await vendor(200, truth);
    await expect(look({ ...autotask, gate: { allowedHosts: [] } })).rejects.toThrow(InputError);
    expect(autotask.asked).toEqual([]);
  });
});
