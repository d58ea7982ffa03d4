import type { AutotaskClient } from "../autotask/client.ts";
import { getCompany, queryCompanies } from "../autotask/companies.ts";
import { queryContactsByCompany } from "../autotask/contacts.ts";
import { getFields, getUserDefinedFields, picklistOf } from "../autotask/entity-information.ts";
import { seconds } from "../platform/clock.ts";
import { inOrganization } from "../platform/db/database.ts";
import { ConflictError, NotFoundError } from "../platform/errors.ts";
import { type AutotaskDeps, type LiveConnection, withAutotask } from "./autotask-for.ts";
import { ConnectionUnusableError } from "./connection-unusable.ts";
import type { Choice } from "./schema.ts";

// The live pickers of the wizard and of "What we write": one short call each, for a person who waits.

const CALL_TIMEOUT_MS = seconds(8);
/** More than this is found by typing more of the name. */
const MOST_CHOICES = 100;

type Input = { organizationId: string; connectionId: string };

/**
 * Runs a short read on behalf of a member. Throws ConflictError without any call when Autotask has not accepted the stored
 * credentials or refuses them by now, NotFoundError for another organization's connection, else as withAutotask does.
 */
export async function readFor<T>(
  deps: AutotaskDeps,
  { organizationId, connectionId }: Input,
  work: (autotask: AutotaskClient, connection: LiveConnection) => Promise<T>,
  /** For each call. */
  timeoutMs = CALL_TIMEOUT_MS,
): Promise<T> {
  const found = await inOrganization(deps.db, organizationId, (tx) => tx.connection.count({ where: { id: connectionId, organizationId } }));
  if (found === 0) throw new NotFoundError("There is no such connection", { code: "connection.not_found" });
  try {
    const states = ["draft", "connecting", "connected", "paused"] as const;
    return await withAutotask(deps, connectionId, work, { timeoutMs, states });
  } catch (error) {
    if (!(error instanceof ConnectionUnusableError)) throw error;
    // Parked work has a meaning for jobs; whoever waits for an answer is told that the state is not right.
    throw new ConflictError("Autotask has not accepted the stored credentials", { code: error.code, cause: error });
  }
}

/** The ticket UDFs that text can be written to. */
export function listUdfs(deps: AutotaskDeps, input: Input): Promise<Choice[]> {
  return readFor(deps, input, writableUdfs);
}

export async function writableUdfs(autotask: AutotaskClient): Promise<Choice[]> {
  const fields = await getUserDefinedFields(autotask, "Tickets");
  return fields
    .filter(({ isReadOnly, isPickList, type }) => !isReadOnly && !isPickList && (type ?? "string").toLowerCase() === "string")
    .map(({ name, label }) => ({ value: name, label: label === "" ? name : label }));
}

/** The ticket statuses in use, in Autotask's order. */
export function listStatuses(deps: AutotaskDeps, input: Input): Promise<Choice[]> {
  return readFor(deps, input, async (autotask) => toChoices(picklistOf(await getFields(autotask, "Tickets"), "status")));
}

/** The ticket priorities in use, in Autotask's order. */
export function listPriorities(deps: AutotaskDeps, input: Input): Promise<Choice[]> {
  return readFor(deps, input, async (autotask) => toChoices(picklistOf(await getFields(autotask, "Tickets"), "priority")));
}

/** Note types and publish values of ticket notes. */
export function listNoteValues(deps: AutotaskDeps, input: Input): Promise<{ noteTypes: Choice[]; publish: Choice[] }> {
  return readFor(deps, input, async (autotask) => {
    const fields = await getFields(autotask, "TicketNotes");
    const noteTypes = picklistOf(fields, "noteType").filter(({ isSystem }) => !isSystem);
    return { noteTypes: toChoices(noteTypes), publish: toChoices(picklistOf(fields, "publish")) };
  });
}

/** Active companies, by part of their name; the tenant's own first when nothing was typed. At most a hundred. */
export function listCompanies(deps: AutotaskDeps, input: Input & { search?: string }): Promise<Choice[]> {
  const search = input.search?.trim() ?? "";
  return readFor(deps, input, async (autotask) => {
    const nameContains = search === "" ? {} : { nameContains: search };
    const { items } = await queryCompanies(autotask, { ...nameContains, pageSize: MOST_CHOICES, maxPages: 1 });
    return byLabel(items.map(({ id, name }) => ({ value: id, label: name })));
  });
}

/** The name of a chosen company, for a picker that was left and opened again. */
export function getCompanyName(deps: AutotaskDeps, input: Input & { companyId: number }): Promise<string> {
  return readFor(deps, input, async (autotask) => (await getCompany(autotask, input.companyId)).name);
}

/** The active contacts of a company, with the address we would write to. At most a hundred. */
export function listContacts(deps: AutotaskDeps, input: Input & { companyId: number }): Promise<Choice[]> {
  return readFor(deps, input, async (autotask) => {
    const { items } = await queryContactsByCompany(autotask, { companyId: input.companyId, pageSize: MOST_CHOICES, maxPages: 1 });
    return byLabel(
      items.map(({ id, firstName, lastName, emailAddress }) => {
        const name = [firstName, lastName].filter((part) => part !== "").join(" ");
        return { value: id, label: emailAddress ? `${name} (${emailAddress})` : name };
      }),
    );
  });
}

function toChoices(values: readonly { value: string; label: string }[]): Choice[] {
  return values.map(({ value, label }) => ({ value: Number(value), label }));
}

function byLabel(choices: Choice[]): Choice[] {
  return choices.toSorted((one, other) => one.label.localeCompare(other.label));
}
