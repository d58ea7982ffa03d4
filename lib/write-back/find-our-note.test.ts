import { expect, test } from "vitest";
import type { AutotaskClient } from "../autotask/client.ts";
import { findOurNote } from "./find-our-note.ts";

const where = { ticketId: 7, marker: "CS-7F3K-29QD", sentAt: new Date("2026-11-24T08:00:00Z") };

/** Answers every page with so many notes, ids rising. */
function autotaskWith(notesPerPage: number, description: string): AutotaskClient & { bodies: unknown[] } {
  const bodies: unknown[] = [];
  let id = 0;
  return {
    zoneUrl: "https://webservices1.autotask.net/ATServicesRest/",
    bodies,
    async request({ body, response }) {
      bodies.push(body);
      const items = Array.from({ length: notesPerPage }, () => {
        id += 1;
        return { id, ticketID: 7, title: "", description, createDateTime: "2026-11-24T08:00:01Z" };
      });
      return response.parse({ items });
    },
  };
}

test("none of fewer notes than fit is none", async () => {
  expect(await findOurNote(autotaskWith(3, "another note"), where)).toBe("none");
});

test("none of more notes than we read proves nothing", async () => {
  expect(await findOurNote(autotaskWith(500, "another note"), where)).toBe("unclear");
});

test("is asked for by ticket, mark and time, with room for two clocks", async () => {
  const autotask = autotaskWith(1, "outcome=passed; receipt=CS-7F3K-29QD");
  expect(await findOurNote(autotask, where)).toEqual({ found: 1 });
  expect(autotask.bodies).toEqual([
    expect.objectContaining({
      filter: expect.arrayContaining([
        { op: "eq", field: "ticketID", value: 7 },
        { op: "gte", field: "createDateTime", value: "2026-11-24T07:50:00.000Z" },
        { op: "contains", field: "description", value: "CS-7F3K-29QD" },
      ]),
    }),
  ]);
});
