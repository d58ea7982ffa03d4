import { InputError } from "../../platform/errors.ts";

/** Where a list by time, newest first, goes on: behind this row. */
export type Position = { at: Date; id: string };

export function toCursor({ at, id }: Position): string {
  return Buffer.from(`${at.toISOString()}|${id}`).toString("base64url");
}

/** Throws InputError for what toCursor did not make. */
export function parseCursor(cursor: string): Position {
  const [time = "", id = ""] = Buffer.from(cursor, "base64url").toString("utf8").split("|");
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new InputError("The cursor is not one of ours", { code: "reporting.bad_cursor", field: "cursor" });
  }
  return { at, id };
}
