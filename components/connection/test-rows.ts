import type { TestResult } from "@/lib/connection/schema.ts";

export type TestRow = { name: string; state: "ok" | "failed" | "not_judged"; detail: string };

/** What a test found about each thing in turn. What was not reached is not judged, and says why. */
export function testRows({ ok, zoneHost, authenticatedCalls, failure }: TestResult): TestRow[] {
  const code = failure?.code ?? null;
  const unknownUser = code === "connection.username_unknown";
  const identifierRefused = code === "connection.tracking_identifier_refused";
  const signInRefused = !ok && authenticatedCalls > 0 && !identifierRefused;
  return [
    zoneHost !== null
      ? { name: "Zone found", state: "ok", detail: zoneHost }
      : {
          name: "Zone not found",
          state: unknownUser ? "not_judged" : "failed",
          detail: unknownUser ? "It is found by the username" : "No answer to use",
        },
    unknownUser
      ? { name: "API user not known", state: "failed", detail: "The zone look-up does not know the username" }
      : zoneHost === null
        ? { name: "API user", state: "not_judged", detail: "Not reached" }
        : { name: "API user known", state: "ok", detail: "The zone look-up found it" },
    signInRow({ ok, signInRefused, identifierRefused, code }),
    identifierRow({ ok, signInRefused, identifierRefused }),
  ];
}

type Seen = { ok: boolean; signInRefused: boolean; identifierRefused: boolean };

function signInRow({ ok, signInRefused, identifierRefused, code }: Seen & { code: string | null }): TestRow {
  if (ok) return { name: "Sign-in accepted", state: "ok", detail: "By our only call" };
  if (code === "connection.secret_refused" || code === "connection.access_withdrawn")
    return { name: "Sign-in refused", state: "failed", detail: "Autotask answered 401 to our only call" };
  if (signInRefused) return { name: "Sign-in failed", state: "failed", detail: "Our only call was not answered as it should" };
  if (identifierRefused) return { name: "Sign-in", state: "not_judged", detail: "Autotask looked at the identifier first" };
  return { name: "Sign-in", state: "not_judged", detail: "Not tried" };
}

function identifierRow({ ok, signInRefused, identifierRefused }: Seen): TestRow {
  const name = "Tracking identifier";
  if (ok) return { name: "Tracking identifier accepted", state: "ok", detail: "By the same call" };
  if (identifierRefused) return { name: "Tracking identifier refused", state: "failed", detail: "Autotask does not accept it" };
  if (signInRefused) return { name, state: "not_judged", detail: "Not judged: Autotask gives one answer for both" };
  return { name, state: "not_judged", detail: "Not tried" };
}

/** What the test cost, and that no more follows. */
export function callsText({ ok, authenticatedCalls }: TestResult): string {
  if (authenticatedCalls === 0) return "We made no call with this password.";
  if (ok) return "We made 1 call with this password. Nothing was changed in Autotask.";
  return "We made 1 call with this password and make no other until you test again. Autotask locks users after repeated failures.";
}
