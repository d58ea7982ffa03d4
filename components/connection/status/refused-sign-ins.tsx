import { failureWords } from "@/components/connection/failure-words.ts";
import { Code } from "@/components/ui/code.tsx";
import { When } from "@/components/ui/when.tsx";
import type { FailureCode } from "@/lib/connection/schema.ts";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

type Props = Pick<ConnectionHealth, "failedSignIns">;
type SignIn = Props["failedSignIns"]["items"][number];

/** How many failing calls were ours, when, and from where: what an Autotask admin asks about a locked user. */
export function RefusedSignIns({ failedSignIns: { total, items } }: Props) {
  const [latest] = items;
  if (latest === undefined) return null;
  return (
    <div className="text-dense">
      <p>
        <span className="font-medium">We made {total === 1 ? "one failing call" : `${total} failing calls`} with these credentials.</span>{" "}
        {total === 1 ? "It was" : "The latest was"} <When at={latest.at} withTime />, from {placeOf(latest)} to{" "}
        <Code>{latest.zoneHost}</Code>. We make no other until you act.
      </p>
      {items.length > 1 && (
        <details className="mt-2">
          <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center">
            {total > items.length ? `The last ${items.length} of ${total}` : `All ${total}`}
          </summary>
          <ul className="mt-1 text-muted">
            {items.map((item) => (
              <li key={`${item.at}${item.fromHost}`}>
                <When at={item.at} withTime />: {briefOf(item.code)}, from {placeOf(item)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** The machine knows its own end; the internet may see another address in its place. */
function placeOf({ fromAddress, fromHost }: SignIn) {
  if (fromAddress === null) return <Code>{fromHost}</Code>;
  return (
    <>
      <Code>{fromAddress}</Code> ({fromHost})
    </>
  );
}

function briefOf(code: string): string {
  return code in failureWords ? failureWords[code as FailureCode].brief : "Refused";
}
