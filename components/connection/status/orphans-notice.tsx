"use client";

import { postAction } from "@/components/connection/post-action.ts";
import { useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { Code } from "@/components/ui/code.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import type { ConnectionHealth } from "@/lib/reporting/schema.ts";

type Props = { slug: string; connectionId: string; orphans: ConnectionHealth["orphans"]; canEdit: boolean };

/** Webhooks of ours in Autotask that no connection uses. Nothing is deleted before a person has said so. */
export function OrphansNotice({ slug, connectionId, orphans, canEdit }: Props) {
  const remove = useConnectionAction(postAction(slug, "remove-orphans", { ids: orphans.map(({ id }) => id) }), {
    connectionId,
    organization: slug,
    text: { "web.unavailable": "Autotask did not answer. Nothing is known to be deleted; try again in a minute." },
    onDone: () => showToast("Removed from Autotask.", "One that is in use by now was left alone and stays listed."),
  });
  if (orphans.length === 0) return null;
  const [what, them] = orphans.length === 1 ? ["1 webhook", "it"] : [`${orphans.length} webhooks`, "them"];
  return (
    <Panel title={`${what} of ours that nobody uses`} aside="Found in Autotask" flush>
      <p className="px-4 pt-3 text-dense text-muted">
        Left by an interrupted Connect or an older installation. We refuse what {orphans.length === 1 ? "it sends" : "they send"}, but each
        takes a place under Autotask’s limit of webhooks.
      </p>
      <ul aria-label="Webhooks that nobody uses" className="max-h-60 overflow-y-auto px-4 py-2 text-dense">
        {orphans.map(({ id, name, active }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-1">
            <span className="min-w-0 font-medium wrap-anywhere">{name}</span>
            <span className="text-muted">
              id <Code>{id}</Code>, {active ? "active" : "switched off"}
            </span>
          </li>
        ))}
      </ul>
      {canEdit && (
        <div className="px-4 pb-4">
          <ConfirmDialog
            trigger={<Button variant="danger-soft">Remove {them}</Button>}
            title={`Remove ${what} from Autotask?`}
            confirmLabel={`Remove ${them}`}
            cancelLabel={`Keep ${them}`}
            onConfirm={remove.run}
          >
            <p>We look at each once more and delete only what is ours and in no connection’s use. Tickets go on reaching us as before.</p>
            <p className="mt-2 wrap-anywhere">{orphans.map(({ name, id }) => `${name} (${id})`).join(", ")}</p>
          </ConfirmDialog>
        </div>
      )}
    </Panel>
  );
}
