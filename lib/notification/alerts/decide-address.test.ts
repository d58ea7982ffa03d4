import { expect, test } from "vitest";
import { type ChatKind, decideChatAddress, maskAddress } from "./decide-address.ts";

const slack = "https://hooks.slack.com/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx";
const teams =
  "https://default0123.ae.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/5f/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=AbCdEf";
const logic = "https://prod-23.westeurope.logic.azure.com:443/workflows/5f/triggers/manual/paths/invoke?api-version=2016-06-01&sig=AbC";

const decide = (kind: ChatKind, text: string, allowLoopback = false) => {
  const decided = decideChatAddress(kind, text, { allowLoopback });
  return "problem" in decided ? decided.problem : decided.url.host;
};

test.each([
  ["slack", slack, "hooks.slack.com"],
  ["teams", teams, "default0123.ae.environment.api.powerplatform.com"],
  ["teams", logic, "prod-23.westeurope.logic.azure.com"],
] as const)("an incoming webhook of %s is taken", (kind, text, host) => {
  expect(decide(kind, text)).toBe(host);
});

test.each([
  ["of the other chat", "slack", teams, "notification.not_slack"],
  ["of the other chat, turned round", "teams", slack, "notification.not_teams"],
  ["of a Slack workflow", "slack", "https://hooks.slack.com/triggers/T0/1/x", "notification.slack_workflow"],
  ["of another page of Slack", "slack", "https://hooks.slack.com/", "notification.not_slack"],
  ["of a retired connector", "teams", "https://msp.webhook.office.com/webhookb2/x", "notification.teams_connector"],
  ["of an old retired connector", "teams", "https://outlook.office.com/webhook/x", "notification.teams_connector"],
  ["of any other host", "slack", "https://evil.example/services/x", "notification.not_slack"],
  ["whose host only begins right", "slack", "https://hooks.slack.com.evil.example/services/x", "notification.not_slack"],
  ["whose host only ends right", "slack", "https://evilhooks.slack.com/services/x", "notification.not_slack"],
  ["with a dot at the end of the host", "slack", "https://hooks.slack.com./services/x", "notification.not_slack"],
  ["whose host lacks the dot", "teams", "https://evillogic.azure.com/workflows/x", "notification.not_teams"],
  ["of the vendor's bare domain", "teams", "https://logic.azure.com/workflows/x", "notification.not_teams"],
  ["without TLS", "slack", slack.replace("https", "http"), "notification.not_an_address"],
  ["on another port", "slack", slack.replace(".com/", ".com:8443/"), "notification.not_an_address"],
  ["with credentials", "slack", slack.replace("hooks", "user:secret@hooks"), "notification.not_an_address"],
  ["with the right host as a user name", "slack", "https://hooks.slack.com@169.254.169.254/services/x", "notification.not_an_address"],
  ["of the cloud's metadata", "teams", "https://169.254.169.254/latest/meta-data", "notification.not_teams"],
  ["of a private network", "teams", "https://10.0.0.7/", "notification.not_teams"],
  ["of another scheme", "slack", "file:///etc/passwd", "notification.not_an_address"],
  ["that is none", "slack", "#service-desk", "notification.not_an_address"],
] as const)("an address %s is refused", (_what, kind, text, problem) => {
  expect(decide(kind, text)).toBe(problem);
  expect(decide(kind, text, true)).toBe(problem);
});

test("a loopback address passes where the environment allows it, and only by its number", () => {
  expect(decide("slack", "http://127.0.0.1:4999/services/x", true)).toBe("127.0.0.1:4999");
  expect(decide("slack", "http://[::1]:4999/services/x", true)).toBe("[::1]:4999");
  expect(decide("slack", "http://localhost:4999/services/x", true)).toBe("notification.not_an_address");
  expect(decide("slack", "http://127.0.0.2/services/x", true)).toBe("notification.not_an_address");
  expect(decide("slack", "http://127.0.0.1:4999/services/x")).toBe("notification.not_an_address");
  expect(decide("slack", "https://127.0.0.1/services/x")).toBe("notification.not_slack");
});

test("what is shown of an address cannot be posted with", () => {
  expect(maskAddress(new URL(slack))).toBe("hooks.slack.com …uvwx");
});
