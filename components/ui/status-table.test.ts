import * as lucide from "lucide-react";
import { expect, test } from "vitest";
import { statusEntry, statusTable } from "./status-table.ts";

/** The vocabulary of the design guide: state, word, lucide icon, role. */
const vocabulary = {
  connection: [
    "Connected circle-check success",
    "Needs attention triangle-alert warning",
    "Paused circle-pause quiet",
    "Disconnected unplug danger",
  ],
  verification: [
    "Pending circle-dashed quiet",
    "Sent send progress",
    "Opened eye progress",
    "Passed check-check success",
    "Failed circle-x danger",
    "Denied hand danger",
    "Expired hourglass warning",
    "Cancelled ban quiet",
    "Not possible circle-slash warning",
    "Overridden user-pen person",
  ],
  delivery: [
    "Verification started circle-arrow-right progress",
    "No policy applies circle-minus quiet",
    "Repeated, ignored copy-check quiet",
    "Our own change, ignored copy-check quiet",
    "Refused: bad signature shield-x danger",
    "Recovered after a gap history warning",
  ],
  "write-back": ["Waiting for Autotask send progress", "Written check-check success", "Refused circle-x danger"],
  policy: ["On circle-check success", "Trying out flask-conical progress", "Off circle-off quiet"],
} as const;

/** The icon of a lucide name; lucide keeps a name that it has changed as a second export. */
function iconNamed(name: string): unknown {
  const exportName = name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  return Object.entries(lucide).find(([each]) => each === exportName)?.[1];
}

test.each(Object.entries(vocabulary))("every %s of the guide has its word, icon and role", (kind, lines) => {
  const entries = Object.entries(statusTable).find(([each]) => each === kind)?.[1] ?? {};
  for (const line of lines) {
    const [, word, name = "", role] = /^(.+) (\S+) (\S+)$/.exec(line) ?? [];
    expect(Object.values(entries)).toContainEqual(expect.objectContaining({ word, role, icon: iconNamed(name) }));
  }
});

test("no word of a kind says two things", () => {
  for (const entries of Object.values(statusTable)) {
    const words = Object.values(entries).map(({ word }) => word);
    expect(new Set(words).size).toBe(words.length);
  }
});

test("Denied alone is solid, because it is an alarm", () => {
  const solid = Object.values(statusTable).flatMap((entries) => Object.values(entries).filter((entry) => "solid" in entry && entry.solid));
  expect(solid.map(({ word }) => word)).toEqual(["Denied"]);
});

test("a status is looked up by kind and state", () => {
  expect(statusEntry({ kind: "verification", state: "not_possible" }).word).toBe("Not possible");
});
