"use client";

import { useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { commonText } from "@/components/forms/common-text.ts";
import { callApi } from "@/components/live/api.ts";
import { asResult } from "@/components/live/api-result.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { PersonName } from "@/components/ui/person-name.tsx";
import { When } from "@/components/ui/when.tsx";
import { isolate } from "@/components/verification/isolate.ts";
import type { VerificationAnswer } from "@/lib/reporting/schema.ts";

type Props = {
  organization: string;
  verification: Pick<VerificationAnswer, "authenticators" | "requesterName">;
  mayRevoke: boolean;
};
type Authenticator = VerificationAnswer["authenticators"][number];

/** What the person can prove themselves with beside what is sent to them. */
export function AuthenticatorsPanel({ organization, verification, mayRevoke }: Props) {
  const { authenticators, requesterName } = verification;
  return (
    <Panel flush title="Set up by the requester">
      {authenticators.length === 0 ? (
        <p className="px-4 py-4 text-dense text-muted">
          No authenticator app and no passkey. They can be added straight after a pass of strength good or best.
        </p>
      ) : (
        <ul>
          {authenticators.map((each) => (
            <li key={each.id}>
              <PanelRow className="flex flex-wrap items-start justify-between gap-x-3 gap-y-2 text-dense">
                <About authenticator={each} />
                {mayRevoke && each.revokedAt === null && (
                  <Revoke organization={organization} authenticator={each} requesterName={requesterName} />
                )}
              </PanelRow>
            </li>
          ))}
        </ul>
      )}
      {isLossOpen(authenticators) && (
        <p className="px-4 py-3 text-dense text-muted">
          After a loss the next one can be added only after a pass that an approver of their company confirms.
        </p>
      )}
    </Panel>
  );
}

/** The same rule as the engine's: nothing was added since the last one was revoked. */
function isLossOpen(authenticators: readonly Authenticator[]): boolean {
  const lastRevoked = authenticators.reduce((last, { revokedAt }) => (revokedAt !== null && revokedAt > last ? revokedAt : last), "");
  return lastRevoked !== "" && !authenticators.some(({ enrolledAt }) => enrolledAt > lastRevoked);
}

function About({ authenticator: { label, enrolledAt, lastUsedAt, revokedAt, revokedByName } }: { authenticator: Authenticator }) {
  return (
    <div className="min-w-0">
      <p className={`font-medium ${revokedAt === null ? "" : "text-muted line-through"}`}>{label}</p>
      <p className="text-muted">
        Added <When at={enrolledAt} withTime />
      </p>
      {revokedAt !== null ? (
        <p className="text-muted">
          Revoked <When at={revokedAt} withTime />, by <PersonName name={revokedByName} otherwise="a member" />
        </p>
      ) : (
        <p className="text-muted">{lastUsedAt === null ? "Not used yet" : <LastUsed at={lastUsedAt} />}</p>
      )}
    </div>
  );
}

function LastUsed({ at }: { at: string }) {
  return (
    <>
      Last used <When at={at} withTime />
    </>
  );
}

function Revoke({
  organization,
  authenticator,
  requesterName,
}: Pick<Props, "organization"> & { authenticator: Authenticator; requesterName: string | null }) {
  const queries = useQueryClient();
  const whose = requesterName === null ? "this requester" : isolate(requesterName);

  async function revoke(): Promise<string | null> {
    const path = `/authenticators/${authenticator.id}/revoke`;
    const answer = await asResult(callApi({ organization, path, schema: z.unknown(), method: "POST" }));
    await queries.invalidateQueries({ queryKey: [organization] });
    if (answer.ok) return null;
    return answer.code === "web.conflict" ? "Somebody revoked it before you. The page shows it now." : commonText[answer.code];
  }

  return (
    <ConfirmDialog
      trigger={
        <Button variant="ghost" size="sm">
          Revoke
        </Button>
      }
      title={`Revoke “${authenticator.label}” of ${whose}?`}
      confirmLabel="Revoke"
      cancelLabel="Keep it"
      onConfirm={revoke}
    >
      It proves nothing from now on, and cannot be brought back. They are told by e-mail, and can add another after their next strong pass.
    </ConfirmDialog>
  );
}
