import { CircleCheck, CircleDashed, CircleHelp, CircleX, TriangleAlert } from "lucide-react";
import { actionWords, pathOf, sentenceOf, settingOf, signWords } from "@/components/connection/permissions/right-words.ts";
import { MenuPath } from "@/components/ui/menu-path.tsx";
import { type PermissionMatrix, type RightSign, rightActions } from "@/lib/connection/schema.ts";

type Row = PermissionMatrix["rights"][number];
type Group = { object: Row["object"]; rights: Row[] };

const signs = {
  granted: { icon: CircleCheck, colour: "text-success" },
  part: { icon: TriangleAlert, colour: "text-warning" },
  missing: { icon: CircleX, colour: "text-danger" },
  hint: { icon: CircleHelp, colour: "text-warning" },
  unread: { icon: CircleDashed, colour: "text-quiet" },
} as const satisfies Record<RightSign, unknown>;

/** Each right by object and action; what is not granted opens below with its sentence and its place. A list on a phone. */
export function RightsMatrix({ rights }: { rights: readonly Row[] }) {
  const groups = groupsOf(rights);
  return (
    <>
      <table aria-label="Rights of the API user" className="hidden w-full border-collapse text-dense md:table print:table">
        <thead className="bg-surface-secondary">
          <tr className="h-8 border-b border-border text-micro text-muted">
            <th scope="col" className="px-4 text-start font-medium">
              Object
            </th>
            {rightActions.map((action) => (
              <th key={action} scope="col" className="w-24 px-3 text-start font-medium">
                {actionWords[action]}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <GroupRows key={group.object} group={group} />
        ))}
      </table>
      <ul aria-label="Rights of the API user" className="text-dense md:hidden print:hidden">
        {groups.map(({ object, rights: own }) => (
          <li key={object} className="border-b border-separator px-4 py-3 last:border-b-0">
            <p className="font-medium wrap-anywhere">{object}</p>
            <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
              {own.map((right) => (
                <li key={right.action} className="inline-flex items-center gap-1.5">
                  <Sign sign={right.sign} /> {actionWords[right.action]}
                </li>
              ))}
            </ul>
            <Explanations rights={own} />
          </li>
        ))}
      </ul>
    </>
  );
}

function GroupRows({ group: { object, rights } }: { group: Group }) {
  const isExplained = rights.some((right) => sentenceOf(right) !== null);
  return (
    <tbody className="border-b border-separator last:border-b-0">
      <tr className="h-(--row)">
        <th scope="row" className="px-4 py-2 text-start font-medium">
          {object}
        </th>
        {rightActions.map((action) => {
          const right = rights.find((each) => each.action === action);
          return (
            <td key={action} className="px-3 whitespace-nowrap">
              {right ? <SignAndWord right={right} /> : <NotAsked />}
            </td>
          );
        })}
      </tr>
      {isExplained && (
        <tr>
          <td colSpan={rightActions.length + 1} className="px-4 pb-3">
            <Explanations rights={rights} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

function NotAsked() {
  return (
    <>
      <span aria-hidden className="text-muted">
        ·
      </span>
      <span className="sr-only">Not needed</span>
    </>
  );
}

function Sign({ sign }: { sign: RightSign }) {
  const { icon: Icon, colour } = signs[sign];
  return <Icon size={16} role="img" aria-label={signWords[sign]} className={`shrink-0 ${colour}`} />;
}

function SignAndWord({ right: { sign } }: { right: Row }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <Sign sign={sign} />
      {sign !== "granted" && <span aria-hidden>{shortWords[sign]}</span>}
    </span>
  );
}

const shortWords: Record<Exclude<RightSign, "granted">, string> = {
  part: "In part",
  missing: "Missing",
  hint: "Not sure",
  unread: "Not asked",
};

/** One sentence for each right that is not simply granted; where something is to be set, where and what. */
function Explanations({ rights }: { rights: readonly Row[] }) {
  const told = rights.flatMap((right) => {
    const sentence = sentenceOf(right);
    return sentence === null ? [] : [{ right, sentence }];
  });
  if (told.length === 0) return null;
  return (
    <ul className="mt-1 grid gap-3">
      {told.map(({ right, sentence }) => (
        <li key={right.action} className="border-s-2 border-border ps-3">
          <p>
            <span className="font-medium">{actionWords[right.action]}.</span> {sentence}
            {right.sign === "missing" && !right.needed && <span className="text-muted"> It does not stop Connect.</span>}
          </p>
          {right.sign !== "part" && (
            <dl className="mt-1.5 grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1">
              <dt className="text-muted">Open</dt>
              <dd>
                <MenuPath path={pathOf(right.object)} />
              </dd>
              <dt className="text-muted">Set</dt>
              <dd className="font-medium">{settingOf(right)}</dd>
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}

function groupsOf(rights: readonly Row[]): Group[] {
  const objects = [...new Set(rights.map(({ object }) => object))];
  return objects.map((object) => ({ object, rights: rights.filter((right) => right.object === object) }));
}
