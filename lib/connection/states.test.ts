import fc from "fast-check";
import { expect, test } from "vitest";
import { connectionStates } from "./schema.ts";
import { assertMove, canMove, connectionMoves } from "./states.ts";

const state = fc.constantFrom(...connectionStates);

test("only the moves of the table are allowed, and any other is a bug", () => {
  fc.assert(
    fc.property(state, state, (from, to) => {
      const listed = connectionMoves.some(([one, other]) => one === from && other === to);
      expect(canMove(from, to)).toBe(listed);
      if (listed) assertMove(from, to);
      else expect(() => assertMove(from, to)).toThrow("does not move");
    }),
  );
});

test("every state but the last can be switched off, and what is off stays off", () => {
  expect(connectionStates.filter((from) => canMove(from, "disconnected"))).toEqual(["draft", "connecting", "connected", "paused"]);
  expect(connectionStates.filter((to) => canMove("disconnected", to))).toEqual([]);
});
