import { InvariantError } from "../platform/errors.ts";
import type { ConnectionState } from "./schema.ts";

/** Every move there is. A disconnected connection stays so: its credentials are erased, and connecting again is a new one. */
export const connectionMoves: ReadonlyArray<readonly [from: ConnectionState, to: ConnectionState]> = [
  ["draft", "connecting"],
  ["draft", "disconnected"],
  ["connecting", "connected"],
  ["connecting", "disconnected"],
  ["connected", "paused"],
  ["connected", "disconnected"],
  ["paused", "connected"],
  ["paused", "disconnected"],
];

export function canMove(from: ConnectionState, to: ConnectionState): boolean {
  return connectionMoves.some(([one, other]) => one === from && other === to);
}

/** Throws InvariantError unless the table has the move. */
export function assertMove(from: ConnectionState, to: ConnectionState): void {
  if (canMove(from, to)) return;
  throw new InvariantError(`A connection does not move from ${from} to ${to}`, { code: "connection.bad_move", context: { from, to } });
}
