import { z } from "zod";
import type { ConnectionOptions } from "@/lib/connection/schema.ts";

/** In a list: nothing is chosen, so nothing is done. */
export const NONE = "-";

const choice = z.string();

export const optionsFormSchema = z.object({
  udfName: choice,
  statusOnPassed: choice,
  statusOnNotPassed: choice,
  priorityOnDenied: choice,
  writeResolution: z.boolean(),
  defaultCompanyId: choice,
  defaultContactId: choice,
  noteTypeId: choice,
  notePublishId: choice,
});
export type OptionsFormValues = z.infer<typeof optionsFormSchema>;

export function toFormValues(options: ConnectionOptions): OptionsFormValues {
  const text = (value: string | number | null) => (value === null ? NONE : String(value));
  return {
    udfName: text(options.udfName),
    statusOnPassed: text(options.statusOnPassed),
    statusOnNotPassed: text(options.statusOnNotPassed),
    priorityOnDenied: text(options.priorityOnDenied),
    writeResolution: options.writeResolution,
    defaultCompanyId: text(options.defaultCompanyId),
    defaultContactId: text(options.defaultContactId),
    noteTypeId: text(options.noteTypeId),
    notePublishId: text(options.notePublishId),
  };
}

/** A default company without a contact asks nobody, so neither is kept. The switches are not part of the form. */
export function toOptions(values: OptionsFormValues, { capabilities }: Pick<ConnectionOptions, "capabilities">): ConnectionOptions {
  const number = (value: string) => (value === NONE || value === "" ? null : Number(value));
  const contact = number(values.defaultContactId);
  return {
    udfName: values.udfName === NONE || values.udfName === "" ? null : values.udfName,
    statusOnPassed: number(values.statusOnPassed),
    statusOnNotPassed: number(values.statusOnNotPassed),
    priorityOnDenied: number(values.priorityOnDenied),
    writeResolution: values.writeResolution,
    defaultCompanyId: contact === null ? null : number(values.defaultCompanyId),
    defaultContactId: contact,
    noteTypeId: number(values.noteTypeId),
    notePublishId: number(values.notePublishId),
    capabilities,
  };
}
