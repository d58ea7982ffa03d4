import type { DestinationHistory } from "../../directory/destinations.ts";
import type { Destination, Method } from "../methods/method.ts";
import type { ReasonCode } from "../reason-codes.ts";

/** What the guards look at beside the destination: records of Autotask, and what we remember of them. */
export type Circumstances = {
  now: Date;
  contact: {
    id: number;
    isActive: boolean;
    /** When the record was made and last changed in Autotask; null where Autotask does not say. */
    createdAt: Date | null;
    modifiedAt: Date | null;
  };
  ticket: {
    title: string;
    createdAt: Date;
    sourceLabel: string | null;
    /** The contact who opened it by mail or portal. */
    createdByContactId: number | null;
  };
  /** For how many days an address that came into the record, or was changed in it, is held. */
  freshChangeDays: number;
  /** By the destination's address; none for what was never remembered. */
  history: ReadonlyMap<string, DestinationHistory>;
};

/** One reason not to trust a destination, or null. Pure. What goes nowhere (a null destination) needs no such trust. */
export type Guard = (asked: {
  method: Pick<Method, "channel">;
  destination: Destination | null;
  /** The address of the person, whose account they would sign in with; null for methods without one. */
  account?: string | null;
  circumstances: Circumstances;
}) => ReasonCode | null;
