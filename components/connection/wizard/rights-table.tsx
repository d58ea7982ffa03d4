import { Check } from "lucide-react";
import { isForEveryone, lowerFirst, neededActions, type WantedRights, wantedRows } from "@/components/connection/wizard/checklist-text.ts";
import { type PermissionRow, type RightAction, rightActions } from "@/lib/connection/schema.ts";

const words: Record<RightAction, string> = { view: "View", add: "Add", edit: "Edit", delete: "Delete" };

/** Which rights, why, and what breaks without each. A list on a phone, where a table would scroll sideways. */
export function RightsTable({ wanted }: { wanted: WantedRights }) {
  const rows = wantedRows(wanted);
  return (
    <div className="overflow-hidden rounded-panel border border-border bg-surface">
      <table aria-label="Rights of the security level" className="hidden w-full border-collapse text-dense md:table print:table">
        <thead className="bg-surface-secondary">
          <tr className="h-8 border-b border-border text-micro text-muted">
            <th scope="col" className="px-3 text-start font-medium first:pl-4">
              Needed
            </th>
            {rightActions.map((action) => (
              <th key={action} scope="col" className="w-13 text-center font-medium">
                {words[action]}
              </th>
            ))}
            <th scope="col" className="px-3 text-start font-medium">
              Why
            </th>
            <th scope="col" className="px-3 pr-4 text-start font-medium">
              Without it
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.object} row={row} needed={neededActions(row, wanted)} />
          ))}
        </tbody>
      </table>
      <ul aria-label="Rights of the security level" className="text-dense md:hidden print:hidden">
        {rows.map((row) => (
          <li key={row.object} className="border-b border-separator px-4 py-2.5 last:border-b-0">
            <p className="font-medium">
              <ObjectName row={row} />
            </p>
            <p>{namesOf(neededActions(row, wanted))}</p>
            <p className="text-muted">
              {row.why}. Without it: {lowerFirst(row.without)}.
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ row, needed }: { row: PermissionRow; needed: RightAction[] }) {
  return (
    <tr className="h-(--row) border-b border-separator last:border-b-0">
      <th scope="row" className="max-w-44 px-3 py-2 text-start font-medium first:pl-4">
        <ObjectName row={row} />
      </th>
      {needed.length === 0 ? (
        <td colSpan={rightActions.length} className="text-center text-muted">
          on in the copy
        </td>
      ) : (
        rightActions.map((action) => (
          <td key={action} className="text-center">
            <Sign isNeeded={needed.includes(action)} />
          </td>
        ))
      )}
      <td className="px-3 py-2">{row.why}</td>
      <td className="px-3 py-2 pr-4 text-muted">{row.without}</td>
    </tr>
  );
}

function Sign({ isNeeded }: { isNeeded: boolean }) {
  if (isNeeded) return <Check size={16} role="img" aria-label="Needed" className="inline text-accent" />;
  return (
    <>
      <span aria-hidden className="text-muted">
        ·
      </span>
      <span className="sr-only">Not needed</span>
    </>
  );
}

function namesOf(actions: RightAction[]): string {
  return actions.length === 0 ? "On in the copy" : actions.map((action) => words[action]).join(", ");
}

/** The name as in the list of objects, with Autotask's names of its entities below. */
function ObjectName({ row }: { row: PermissionRow }) {
  const [name = row.object, entities] = row.object.split(" (");
  return (
    <>
      {name}
      {entities !== undefined && <span className="block text-micro font-normal text-muted">{entities.replace(")", "")}</span>}
      {!isForEveryone(row) && <span className="block text-micro font-normal text-muted">optional</span>}
    </>
  );
}
