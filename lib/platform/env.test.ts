import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { expect, test } from "vitest";
import { AUTOTASK_ZONE_LOOKUP_URL, ENV_NAMES, readEnv } from "./env.ts";

const key = (id: string) => `${id}:${Buffer.alloc(32, id).toString("base64")}`;

const demo = {
  APP_ENV: "demo",
  DATABASE_URL: "postgresql://a:b@127.0.0.1:5432/c",
  AUTH_SECRET: "s".repeat(40),
  ENCRYPTION_KEYS: key("k1"),
};

const production = {
  ...demo,
  APP_ENV: "production",
  APP_URL: "https://verify.example.com",
  SMTP_URL: "smtps://mail.example.com",
  MAIL_FROM: "Verify <verify@example.com>",
};

test("one error names every bad variable and shows no value", () => {
  const bad = Object.fromEntries(ENV_NAMES.map((name) => [name, "!secretvalue"]));
  const read = () => readEnv({ ...bad, APP_ENV: "production", DATA_DIR: undefined, HOST: undefined, MAIL_FROM: undefined });
  const names = ENV_NAMES.filter((name) => !["APP_ENV", "DATA_DIR", "HOST"].includes(name));
  for (const name of names) expect(read).toThrow(name);
  expect(read).not.toThrow("secretvalue");
});

test.each([
  ["APP_URL", "http://verify.example.com"],
  ["AUTOTASK_ZONE_LOOKUP_URL", "https://webservices.autotask.net.example.com/atservicesrest/v1.0/zoneInformation"],
  ["AUTOTASK_ALLOWED_HOSTS", "127.0.0.1:4010"],
  ["SIMULATOR", "on"],
  ["MAILBOX", "on"],
])("production refuses %s=%s, the demo takes it", (name, value) => {
  expect(() => readEnv({ ...production, [name]: value })).toThrow(name);
  expect(() => readEnv({ ...demo, [name]: value })).not.toThrow();
});

test.each(["APP_URL", "DATABASE_URL", "AUTH_SECRET", "ENCRYPTION_KEYS", "SMTP_URL", "MAIL_FROM"])("production needs %s", (name) => {
  expect(() => readEnv({ ...production, [name]: "" })).toThrow(name);
});

test("production with what it needs talks to the real Autotask, without a simulator and without a mailbox", () => {
  const env = readEnv(production);
  expect(env.autotask.zoneLookupUrl.href).toBe(AUTOTASK_ZONE_LOOKUP_URL);
  expect([env.simulator, env.mailbox]).toEqual([false, false]);
});

test("an environment that is not named counts as production", () => {
  expect(() => readEnv({ ...demo, APP_ENV: undefined })).toThrow("APP_URL");
});

test("the simulator and the mailbox are on by default in the demo only", () => {
  expect([readEnv(demo).simulator, readEnv(demo).mailbox]).toEqual([true, true]);
  expect([readEnv({ ...demo, APP_ENV: "test" }).simulator, readEnv({ ...demo, APP_ENV: "development" }).mailbox]).toEqual([false, false]);
  expect(readEnv({ ...demo, SIMULATOR: "off" }).simulator).toBe(false);
});

test("keys are read newest first", () => {
  expect(readEnv({ ...demo, ENCRYPTION_KEYS: `${key("b")}, ${key("a")}` }).encryptionKeys.map(({ id }) => id)).toEqual(["b", "a"]);
});

test.each([
  ["of another length", `k:${Buffer.alloc(31).toString("base64")}`],
  ["without an id", Buffer.alloc(32).toString("base64")],
  ["twice under one id", `${key("a")},${key("a")}`],
])("a key %s is refused", (_, keys) => {
  expect(() => readEnv({ ...demo, ENCRYPTION_KEYS: keys })).toThrow("ENCRYPTION_KEYS");
});

test("the address of the demo follows its port", () => {
  expect(readEnv({ ...demo, PORT: "3100" }).appUrl.href).toBe("http://localhost:3100/");
});

test(".env.example names every variable, once, and works for the demo with what npm start adds", () => {
  const text = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
  const named = [...text.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual([...ENV_NAMES].toSorted());
  const { DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEYS } = demo;
  expect(readEnv({ DATABASE_URL, AUTH_SECRET, ENCRYPTION_KEYS, ...parseEnv(text) }).appEnv).toBe("demo");
});
