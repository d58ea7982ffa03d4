import { CircleCheck, CircleMinus, CircleX } from "lucide-react";
import { failureSentence, failureWords } from "@/components/connection/failure-words.ts";
import { callsText, type TestRow, testRows } from "@/components/connection/test-rows.ts";
import { HelpLink } from "@/components/help/help-link.tsx";
import { When } from "@/components/ui/when.tsx";
import type { Failure, TestResult } from "@/lib/connection/schema.ts";

const correctFirst: Record<NonNullable<Failure["field"]>, string> = {
  email: "Correct the e-mail address first",
  username: "Correct the username first",
  secret: "Correct the password first",
  trackingIdentifier: "Correct the tracking identifier first",
  zoneOverride: "Correct the zone first",
};

/** What a test found: each thing in turn, and what it cost. */
export function TestPanel({ result }: { result: TestResult }) {
  const { failure } = result;
  const title = failure ? titleOf(failure) : `Connected to Autotask (${result.zoneHost ?? "zone set by hand"})`;
  return (
    <section aria-label="Result of the test" className="overflow-hidden rounded-panel border border-border bg-surface text-dense">
      <header className="border-b border-separator px-4 py-3">
        <p className="text-micro text-muted">
          Test, <When at={result.at} />
        </p>
        <div role={failure ? "alert" : "status"}>
          <h2 className={`text-body font-semibold wrap-anywhere ${failure ? "text-danger" : "text-success"}`}>{title}</h2>
        </div>
        {failure && failure.field === null && <p className="mt-1 text-muted">{failureSentence(failure)}</p>}
        {failure && <HelpLink code={failure.code} />}
      </header>
      <ul>
        {testRows(result).map((row) => (
          <Row key={row.name} row={row} />
        ))}
      </ul>
      {failure?.answer && (
        <details className="border-b border-separator px-4 py-2">
          <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center">What Autotask answered</summary>
          <pre className="code mt-1 whitespace-pre-wrap wrap-anywhere">{failure.answer}</pre>
        </details>
      )}
      <footer className="bg-surface-secondary px-4 py-2.5 text-micro text-muted">{callsText(result)}</footer>
    </section>
  );
}

function titleOf({ field, code }: Failure): string {
  return field === null ? failureWords[code].brief : correctFirst[field];
}

const signs = {
  ok: { icon: CircleCheck, colour: "text-success", label: "Good" },
  failed: { icon: CircleX, colour: "text-danger", label: "Failed" },
  not_judged: { icon: CircleMinus, colour: "text-quiet", label: "Not judged" },
} as const;

function Row({ row: { name, state, detail } }: { row: TestRow }) {
  const { icon: Icon, colour, label } = signs[state];
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-3 border-b border-separator px-4 py-2.5">
      <Icon size={16} role="img" aria-label={label} className={`mt-0.5 ${colour}`} />
      <div>
        <p className="font-medium">{name}</p>
        <p className={`text-muted wrap-anywhere ${state === "ok" && detail.includes(".") ? "code" : ""}`}>{detail}</p>
      </div>
    </li>
  );
}
