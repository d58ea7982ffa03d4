import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { type QueryResult, queryRows } from "./query.ts";
import { entityId, optionalId, optionalText } from "./values.ts";

export type Device = z.output<typeof device>;

const columns = z.object({
  id: entityId,
  contactID: optionalId,
  referenceTitle: optionalText,
  referenceNumber: optionalText,
  serialNumber: optionalText,
  rmmDeviceAuditHostname: optionalText,
});

const device = columns.transform(({ contactID, rmmDeviceAuditHostname, ...rest }) => ({
  ...rest,
  contactId: contactID,
  hostname: rmmDeviceAuditHostname,
}));

/** The active devices of a person, in ascending id; one page of them at most. */
export function queryDevicesOfContact(
  autotask: AutotaskClient,
  { contactId, pageSize }: { contactId: number; pageSize: number },
): Promise<QueryResult<Device>> {
  return queryRows(autotask, {
    collection: "ConfigurationItems",
    filter: [
      { op: "eq", field: "contactID", value: contactId },
      { op: "eq", field: "isActive", value: true },
    ],
    fields: Object.keys(columns.shape),
    row: device,
    pageSize,
    maxPages: 1,
  });
}
