import { failureWords } from "@/components/connection/failure-words.ts";
import { HelpLink } from "@/components/help/help-link.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { When } from "@/components/ui/when.tsx";
import type { ConnectionStatus } from "@/lib/connection/schema.ts";

/** What last went wrong, in plain words; the raw answer behind a disclosure. */
export function LastErrorPanel({ lastError }: { lastError: NonNullable<ConnectionStatus["lastError"]> }) {
  const { at, failure } = lastError;
  const { brief, what } = failureWords[failure.code];
  return (
    <Panel title="Last error" aside={<When at={at} withTime />}>
      <div className="text-dense">
        <p className="font-medium">{brief}</p>
        <p className="text-muted">{what(failure.params)}</p>
        <HelpLink code={failure.code} />
        {failure.answer && (
          <details className="mt-2">
            <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center">What Autotask answered</summary>
            <pre className="code mt-1 rounded-tag bg-surface-secondary p-2 whitespace-pre-wrap wrap-anywhere">{failure.answer}</pre>
          </details>
        )}
      </div>
    </Panel>
  );
}
