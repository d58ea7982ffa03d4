import { pipeline, Readable } from "node:stream";
import { stringify } from "csv-stringify";
import { oneLine } from "../../notification/html.ts";
import type { ExportedVerification } from "../../verification/read-export-batch.ts";

export type ExportRow = ExportedVerification;

/** The columns of the export, in their order; a program may rely on their names. */
const columns: Record<string, (row: ExportRow) => string | null> = {
  receipt: ({ receipt }) => receipt,
  ticket: ({ ticket }) => ticket.number,
  connection: ({ connection }) => connection.name,
  company: ({ companyName }) => companyName,
  contact: ({ requesterName }) => requesterName,
  outcome: ({ state }) => state,
  reason: ({ reason }) => reason,
  method: ({ method }) => method,
  passed_methods: ({ passed }) => passed.join(" "),
  sent_to: ({ sentTo }) => sentTo.join(" "),
  strength_asked: ({ strengthAsked }) => strengthAsked,
  strength_reached: ({ strength }) => strength,
  nist_clause: ({ strengthClause }) => strengthClause,
  technician: ({ technicianName }) => technicianName,
  asked_by: ({ startedByName }) => startedByName,
  decided_by: ({ decidedByName }) => decidedByName,
  asked_at: ({ createdAt }) => createdAt,
  opened_at: ({ openedAt }) => openedAt,
  settled_at: ({ settledAt }) => settledAt,
  verification_id: ({ id }) => id,
};

export const exportColumns: readonly string[] = Object.keys(columns);

/** A name of a ticket or a contact can be long; a cell of Excel ends at 32,767 characters. */
const cellMax = 1_000;

/**
 * Rows as CSV by RFC 4180: a head, quotes where they are needed, lines that end with CRLF, UTF-8. With a byte order mark,
 * without which Excel reads UTF-8 as something else. Foreign text is one line without control and direction characters, and
 * what a spreadsheet would run as a formula begins with an apostrophe.
 */
export function toCsv(rows: AsyncIterable<ExportRow>, { bom }: { bom: boolean }): Readable {
  const csv = stringify({ bom, header: true, columns: [...exportColumns], record_delimiter: "windows", escape_formulas: true });
  const cells = (row: ExportRow) => exportColumns.map((name) => oneLine(columns[name]?.(row) ?? "", cellMax));
  async function* lines() {
    for await (const row of rows) yield cells(row);
  }
  // An error on one side ends the other: a file that was cut off does not look whole.
  return pipeline(Readable.from(lines()), csv, () => undefined);
}
