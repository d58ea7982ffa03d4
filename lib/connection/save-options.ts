import { type Actor, recordAudit } from "../audit/record-audit.ts";
import type { AutotaskClient } from "../autotask/client.ts";
import { findCompany } from "../autotask/companies.ts";
import { findContact } from "../autotask/contacts.ts";
import { type Field, getFields, picklistOf } from "../autotask/entity-information.ts";
import { inOrganization } from "../platform/db/database.ts";
import { InputError, NotFoundError } from "../platform/errors.ts";
import type { AutotaskDeps } from "./autotask-for.ts";
import type { Capabilities } from "./capabilities.ts";
import { readFor, writableUdfs } from "./read-picklists.ts";
import { type ConnectionOptions, connectionOptionsSchema } from "./schema.ts";

type Input = { organizationId: string; connectionId: string; actor: Actor; options: ConnectionOptions };

/**
 * Stores what to do with outcomes. Left out, the type of the note and who sees it stay what Connect chose: without them
 * no outcome could be written. Each value that changed is looked up in Autotask first: throws an InputError
 * `connection.option_missing` naming the option that is not there, and whatever withAutotask throws when it cannot be asked.
 */
export async function saveOptions(deps: AutotaskDeps, input: Input): Promise<void> {
  const { organizationId, connectionId, actor } = input;
  const stored = await inOrganization(deps.db, organizationId, (tx) =>
    tx.connection.findFirst({ where: { id: connectionId, organizationId, state: { not: "disconnected" } }, select: { options: true } }),
  );
  if (!stored) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  const before = connectionOptionsSchema.parse(stored.options);
  const options = keepNoteValues(before, input.options);
  const changed = changedOptions(before, options);
  if (Object.keys(changed).length === 0) return;
  if (needsAutotask(changed)) await readFor(deps, input, (autotask) => requireKnown(autotask, changed, options));
  const at = deps.now();
  await inOrganization(deps.db, organizationId, async (tx) => {
    const { count } = await tx.connection.updateMany({
      where: { id: connectionId, organizationId, state: { not: "disconnected" } },
      data: { options, draftSavedAt: at },
    });
    if (count === 0) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
    const subject = { kind: "connection", id: connectionId };
    await recordAudit(tx, { organizationId, at, actor, action: "connection.options_saved", subject, details: changed });
  });
}

function keepNoteValues(stored: ConnectionOptions, options: ConnectionOptions): ConnectionOptions {
  const { noteTypeId, notePublishId } = stored;
  return { ...options, noteTypeId: options.noteTypeId ?? noteTypeId, notePublishId: options.notePublishId ?? notePublishId };
}

type Changed = Partial<Omit<ConnectionOptions, "capabilities"> & Capabilities>;

/** What is new, switches beside the rest. */
function changedOptions(stored: ConnectionOptions, options: ConnectionOptions): Changed {
  const flat = ({ capabilities, ...rest }: ConnectionOptions) => Object.entries({ ...rest, ...capabilities });
  const before = new Map(flat(stored));
  return Object.fromEntries(flat(options).filter(([name, value]) => before.get(name) !== value));
}

/** Switches, and taking a choice back, need nobody's word. */
function needsAutotask(changed: Changed): boolean {
  return Object.values(changed).some((value) => typeof value !== "boolean" && value !== null);
}

async function requireKnown(autotask: AutotaskClient, changed: Changed, all: ConnectionOptions): Promise<void> {
  const { udfName, statusOnPassed, statusOnNotPassed, priorityOnDenied, noteTypeId, notePublishId } = changed;
  if (udfName && !(await writableUdfs(autotask)).some(({ value }) => value === udfName)) throw missing("udfName");
  if (isSet(statusOnPassed) || isSet(statusOnNotPassed) || isSet(priorityOnDenied)) {
    const fields = await getFields(autotask, "Tickets");
    requireValue(fields, "status", { statusOnPassed, statusOnNotPassed });
    requireValue(fields, "priority", { priorityOnDenied });
  }
  if (isSet(noteTypeId) || isSet(notePublishId)) {
    const fields = await getFields(autotask, "TicketNotes");
    requireValue(fields, "noteType", { noteTypeId });
    requireValue(fields, "publish", { notePublishId });
  }
  if ("defaultCompanyId" in changed || "defaultContactId" in changed) await requireContact(autotask, all);
}

const isSet = (value: number | null | undefined): value is number => value !== null && value !== undefined;

function requireValue(fields: readonly Field[], name: string, chosen: Record<string, number | null | undefined>): void {
  const known = picklistOf(fields, name);
  for (const [option, value] of Object.entries(chosen)) {
    if (isSet(value) && !known.some((each) => each.value === String(value))) throw missing(option);
  }
}

/** The contact must be an active one of that company: another company's contact must never be asked for this one's tickets. */
async function requireContact(autotask: AutotaskClient, { defaultCompanyId, defaultContactId }: ConnectionOptions): Promise<void> {
  if (defaultCompanyId !== null && (await findCompany(autotask, defaultCompanyId))?.isActive !== true) throw missing("defaultCompanyId");
  if (defaultContactId === null) return;
  const contact = await findContact(autotask, defaultContactId);
  if (contact?.isActive !== true || contact.companyId !== defaultCompanyId) throw missing("defaultContactId");
}

function missing(option: string): InputError {
  return new InputError(`Autotask has no such value for ${option}`, { code: "connection.option_missing", field: option });
}
