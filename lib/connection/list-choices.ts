import { InputError } from "../platform/errors.ts";
import type { AutotaskDeps } from "./autotask-for.ts";
import { getCompanyName, listCompanies, listContacts, listNoteValues, listPriorities, listStatuses, listUdfs } from "./read-picklists.ts";
import type { Choice } from "./schema.ts";

type Input = { organizationId: string; connectionId: string };
type Asked = Input & {
  kind: "udfs" | "statuses" | "priorities" | "note-types" | "note-publish" | "companies" | "contacts";
  search?: string | undefined;
  companyId?: number | undefined;
};

/** What one of the options may be set to, read live. Throws as withAutotask does, InputError when contacts lack their company. */
export async function listChoices(deps: AutotaskDeps, { kind, search, companyId, ...input }: Asked): Promise<Choice[]> {
  switch (kind) {
    case "udfs":
      return listUdfs(deps, input);
    case "statuses":
      return listStatuses(deps, input);
    case "priorities":
      return listPriorities(deps, input);
    case "note-types":
      return (await listNoteValues(deps, input)).noteTypes;
    case "note-publish":
      return (await listNoteValues(deps, input)).publish;
    case "companies":
      return companies(deps, { ...input, search, companyId });
    case "contacts":
      if (companyId !== undefined) return listContacts(deps, { ...input, companyId });
      throw new InputError("Contacts are listed by company", { code: "connection.company_missing", field: "companyId" });
  }
}

/** A company chosen before is among its choices, whatever was searched for. */
async function companies(deps: AutotaskDeps, { search, companyId, ...input }: Omit<Asked, "kind">): Promise<Choice[]> {
  const found = await listCompanies(deps, { ...input, ...(search === undefined ? {} : { search }) });
  if (companyId === undefined || found.some(({ value }) => value === companyId)) return found;
  return [{ value: companyId, label: await getCompanyName(deps, { ...input, companyId }) }, ...found];
}
