import { type Field, getFields, type PicklistValue, picklistOf } from "../../autotask/entity-information.ts";
import { StepFailed } from "./step-failed.ts";
import { callAutotask, type StepResult, type StepRun } from "./step-run.ts";

/**
 * Finds how an internal note is called in this tenant, unless an admin chose. Numbers are checked against the live
 * picklists; labels are the tenant's own, so the published numbers are preferred and labels only break ties.
 */
export async function resolveNoteValues(run: StepRun): Promise<StepResult> {
  return callAutotask(run, async (autotask, { options }) => {
    const fields = await getFields(autotask, "TicketNotes");
    const noteType = chosen(fields, "noteType", options.noteTypeId) ?? pickNoteType(picklistOf(fields, "noteType"));
    if (noteType === null) throw new StepFailed("connection.no_note_type");
    const publish = chosen(fields, "publish", options.notePublishId) ?? pickInternalPublish(picklistOf(fields, "publish"));
    if (publish === null) throw new StepFailed("connection.no_internal_publish");
    const data = { options: { ...options, noteTypeId: Number(noteType.value), notePublishId: Number(publish.value) } };
    return { detail: `${noteType.label}, ${publish.label}`, data };
  });
}

function chosen(fields: readonly Field[], name: string, value: number | null): PicklistValue | null {
  if (value === null) return null;
  return picklistOf(fields, name).find((candidate) => candidate.value === String(value)) ?? null;
}

/** Note types that exist for notes by people, best first: Task Notes, Task Detail, Task Summary (seen in several tenants). */
const NOTE_TYPES = ["3", "2", "1"];
/** 13, 91: written by workflow rules only. 18, 99, 100, 101: say that a portal, a machine or a mail wrote the note. */
const NOT_OURS = ["13", "18", "91", "99", "100", "101"];

/** The note type to write with: active, and not one that Autotask keeps to itself. Null if there is none. */
export function pickNoteType(values: readonly PicklistValue[]): PicklistValue | null {
  const open = values.filter(({ isActive, isSystem, value }) => isActive && !isSystem && !NOT_OURS.includes(value));
  return (
    first(open, NOTE_TYPES) ??
    open[0] ??
    first(
      values.filter(({ isActive }) => isActive),
      NOTE_TYPES,
    )
  );
}

/**
 * The value that hides a note from the client: 2 ("Internal Project Team", documented). Where the tenant has no 2, only
 * the narrowest label that says internal; never a guess, since a wrong one shows the note to the client.
 */
export function pickInternalPublish(values: readonly PicklistValue[]): PicklistValue | null {
  const active = values.filter(({ isActive }) => isActive);
  const documented = active.find(({ value, label }) => value === "2" && !/all autotask users/i.test(label));
  return documented ?? active.find(({ label }) => /^internal\b/i.test(label) && !/co-?managed/i.test(label)) ?? null;
}

function first(values: readonly PicklistValue[], preferred: readonly string[]): PicklistValue | null {
  return preferred.flatMap((wanted) => values.filter(({ value }) => value === wanted))[0] ?? null;
}
