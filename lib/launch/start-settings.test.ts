import { expect, test } from "vitest";
import { startSettings } from "./start-settings.ts";

const start = (source: Record<string, string>) => startSettings(source as NodeJS.ProcessEnv, "start");

test("npm start is the demo, with its own Autotask and mailbox, reachable from this machine only", () => {
  expect(start({})).toMatchObject({
    appEnv: "demo",
    parts: ["web", "worker", "simulator", "mailbox"],
    places: { host: "127.0.0.1", web: 3000 },
  });
});

test("production runs web and worker and nothing else, whatever the switches say", () => {
  expect(start({ APP_ENV: "production", SIMULATOR: "on", MAILBOX: "on" }).parts).toEqual(["web", "worker"]);
});

test("mail that goes elsewhere brings no mailbox; a port of ours moves it", () => {
  expect(start({ SMTP_URL: "smtp://mail.example.com" }).parts).toEqual(["web", "worker", "simulator"]);
  expect(start({ SMTP_URL: "smtp://127.0.0.1:5025" })).toMatchObject({
    parts: ["web", "worker", "simulator", "mailbox"],
    places: { smtp: 5025 },
  });
});

test("a port that is none is refused by name", () => {
  expect(() => start({ PORT: "http" })).toThrow("PORT is not a port");
});
