import { RotationSteps } from "@/components/connection/credentials/rotation-steps.tsx";
import { exchangeName } from "@/components/connection/credentials/rotation-words.ts";
import { LeftBehindNotice } from "@/components/connection/left-behind-notice.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Status } from "@/components/ui/status.tsx";
import { When } from "@/components/ui/when.tsx";
import type { RotationView } from "@/lib/connection/rotate/schema.ts";

/** Earlier exchanges, newest first, each with its steps behind it. */
export function RotationHistory({ history }: { history: RotationView[] }) {
  return (
    <Panel title="Earlier exchanges" aside={history.length > 0 ? "Newest first" : undefined} flush>
      {history.length === 0 ? (
        <p className="px-4 py-4 text-dense text-muted">None yet: these are the credentials that the connection was made with.</p>
      ) : (
        <ul aria-label="Earlier exchanges">
          {history.map((rotation) => (
            <li key={rotation.id} className="border-b border-separator last:border-b-0">
              <PanelRow>
                <Exchange rotation={rotation} />
              </PanelRow>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Exchange({ rotation }: { rotation: RotationView }) {
  const { state, finishedAt, startedAt, startedByName, email, leftBehind } = rotation;
  return (
    <>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-dense">
        <Status kind="exchange" state={state === "done" ? "replaced" : "given_up"} />
        <span className="tabular text-muted">
          <When at={finishedAt ?? startedAt} precision="minute" withTime />
        </span>
      </div>
      <p className="mt-0.5 text-dense wrap-anywhere">
        {exchangeName(rotation)}
        {email !== null && `, ${email}`}, by <bdi>{startedByName}</bdi>
      </p>
      <details className="mt-1 text-dense">
        <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center">Steps</summary>
        <div className="mt-2">
          <RotationSteps rotation={rotation} actionsFor={() => null} />
        </div>
      </details>
      {leftBehind !== null && (
        <div className="mt-2">
          <LeftBehindNotice leftBehind={leftBehind} />
        </div>
      )}
    </>
  );
}
