import { defineEntity } from "./entity.ts";
import { parseFields } from "./fields.ts";

/** To be read, and to be asked for its rights; writing time is not simulated. */
export const TIME_ENTRIES = defineEntity({
  name: "TimeEntries",
  singular: "TimeEntry",
  permission: "TimeEntries",
  fields: parseFields(`
    id long required readonly
    billingCodeID integer
    createDateTime datetime readonly
    creatorUserID integer readonly ref=Resource
    dateWorked datetime
    endDateTime datetime
    hoursToBill decimal
    hoursWorked decimal
    impersonatorCreatorResourceID integer readonly ref=Resource
    internalNotes string(32000)
    isNonBillable boolean
    resourceID integer required ref=Resource
    roleID integer ref=Role
    showOnInvoice boolean
    startDateTime datetime
    summaryNotes string(32000)
    ticketID integer ref=Ticket
    timeEntryType integer picklist
  `),
  canImpersonate: true,
});
