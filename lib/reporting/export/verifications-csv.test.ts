import { expect, test } from "vitest";
import { type ExportRow, exportColumns, toCsv } from "./verifications-csv.ts";

const row: ExportRow = {
  id: "019b0000-0000-7000-8000-000000000001",
  state: "passed",
  reason: null,
  receipt: "CS-7F3K-29QD",
  requesterName: "Zoë Škvorecká",
  companyName: 'Brot & Söhne, "Backwaren"',
  ticket: { id: "019b0000-0000-7000-8000-000000000002", number: "T20261124.0147", title: "never in the file" },
  connection: { id: "019b0000-0000-7000-8000-000000000003", name: "Nordlicht" },
  technicianName: null,
  method: "passkey",
  strength: "best",
  strengthClause: "NIST SP 800-63B-4, 3.1.7 and 3.2.5",
  strengthAsked: "good",
  startedByName: null,
  decidedByName: null,
  createdAt: "2026-11-24T12:00:00.000Z",
  openedAt: null,
  settledAt: "2026-11-24T12:03:00.000Z",
  passed: ["passkey"],
  sentTo: ["z···á@kanzlei.example"],
};

async function csvOf(rows: ExportRow[], bom = true): Promise<Buffer> {
  async function* each() {
    yield* rows;
  }
  return Buffer.concat((await toCsv(each(), { bom }).toArray()).map((chunk) => Buffer.from(chunk)));
}

/** RFC 4180 read by its own grammar, and not by the library that wrote it. */
function parse(text: string): string[][] {
  const fields = [...text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)];
  const records: string[][] = [[]];
  for (const [whole, quoted, plain, end] of fields) {
    if (whole === "" && end === "") break;
    records.at(-1)?.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === "\r\n") records.push([]);
  }
  return records.filter((record) => record.length > 0);
}

test("a head and one record for each row, by RFC 4180, in UTF-8 with a mark that Excel knows it by", async () => {
  const bytes = await csvOf([row]);
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = bytes.subarray(3).toString("utf8");
  expect(text.endsWith("\r\n")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  const [head, record] = parse(text);
  expect(head).toEqual(exportColumns);
  expect(Object.fromEntries(exportColumns.map((name, index) => [name, record?.[index]]))).toEqual({
    receipt: "CS-7F3K-29QD",
    ticket: "T20261124.0147",
    connection: "Nordlicht",
    company: 'Brot & Söhne, "Backwaren"',
    contact: "Zoë Škvorecká",
    outcome: "passed",
    reason: "",
    method: "passkey",
    passed_methods: "passkey",
    sent_to: "z···á@kanzlei.example",
    strength_asked: "good",
    strength_reached: "best",
    nist_clause: "NIST SP 800-63B-4, 3.1.7 and 3.2.5",
    technician: "",
    asked_by: "",
    decided_by: "",
    asked_at: "2026-11-24T12:00:00.000Z",
    opened_at: "",
    settled_at: "2026-11-24T12:03:00.000Z",
    verification_id: "019b0000-0000-7000-8000-000000000001",
  });
});

test("for a program the mark can be left out", async () => {
  expect((await csvOf([row], false)).subarray(0, 7).toString()).toBe("receipt");
});

test("with nothing that matches the head stands alone", async () => {
  expect(parse((await csvOf([], false)).toString())).toEqual([exportColumns]);
});

test.each([
  "=1+1",
  "+49 30 1",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  " =1+1",
  "\u200b=1+1",
  "＝1+1",
  "＠x",
  '=HYPERLINK("https://evil.example")',
])("a name that a spreadsheet would run is text: %j", async (name) => {
  const [, record] = parse((await csvOf([{ ...row, requesterName: name, companyName: name }], false)).toString());
  for (const column of ["contact", "company"]) expect(record?.[exportColumns.indexOf(column)]).toMatch(/^'[=+\-@＝＠]/);
});

test("a name over several lines, or with characters that turn the reading order round, stays one cell of one line", async () => {
  const text = (await csvOf([{ ...row, requesterName: "Zoë\r\n=1,\u202eevil\u0000" }], false)).toString();
  expect(parse(text)).toHaveLength(2);
  expect(parse(text)[1]?.[exportColumns.indexOf("contact")]).toBe("Zoë =1, evil");
});

test("rows are read no faster than the file is taken: the memory does not grow with its length", async () => {
  let made = 0;
  async function* endless() {
    for (;;) {
      made += 1;
      yield row;
    }
  }
  const csv = toCsv(endless(), { bom: false });
  const chunks = csv[Symbol.asyncIterator]();
  for (let index = 0; index < 5; index += 1) await chunks.next();
  await new Promise((resolve) => setImmediate(resolve));
  expect(made).toBeLessThan(1_000);
  // Who stops reading stops the reading of rows, too.
  await chunks.return?.();
  const stopped = made;
  await new Promise((resolve) => setImmediate(resolve));
  expect(made).toBe(stopped);
});

test("a row that cannot be read breaks the file off: it never looks whole", async () => {
  async function* failing() {
    yield row;
    throw new Error("the database went away");
  }
  await expect(toCsv(failing(), { bom: false }).toArray()).rejects.toThrow("the database went away");
});
