"use client";

import { CircleCheck, CircleDashed, CircleX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { CopyTextButton } from "@/components/connection/copy-text-button.tsx";
import { FixNotice } from "@/components/connection/fix-notice.tsx";
import { fixesAsText } from "@/components/connection/permissions/right-words.ts";
import { RightsMatrix } from "@/components/connection/permissions/rights-matrix.tsx";
import { sentenceOfRights, type usePermissions } from "@/components/connection/permissions/use-permissions.ts";
import { Button } from "@/components/ui/button.tsx";
import { When } from "@/components/ui/when.tsx";

const signs = {
  good: { icon: CircleCheck, colour: "text-success" },
  warning: { icon: TriangleAlert, colour: "text-warning" },
  bad: { icon: CircleX, colour: "text-danger" },
  unknown: { icon: CircleDashed, colour: "text-quiet" },
} as const;

type Props = {
  permissions: ReturnType<typeof usePermissions>;
  /** Null: whoever looks may not ask Autotask. */
  askText: string | null;
  /** Where one goes from here, beside the buttons. */
  children?: ReactNode;
};

/** The matrix with what it comes to, when it was asked, and the button that asks again in place. */
export function PermissionsPanel({ permissions: { matrix, failure, ask, isPending, problem }, askText, children }: Props) {
  const { sign, sentence } = sentenceOfRights(matrix);
  const { icon: Icon, colour } = signs[sign];
  const isFixable = matrix.rights.some((right) => right.sign === "missing" || right.sign === "hint");
  return (
    <section aria-label="Permissions" className="overflow-hidden rounded-panel border border-border bg-surface" aria-busy={isPending}>
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-separator px-4 py-3">
        <div>
          <p role="status" className="inline-flex items-center gap-2 font-semibold">
            <Icon size={16} aria-hidden className={`shrink-0 ${colour}`} />
            {isPending ? "Asking Autotask …" : sentence}
          </p>
          <p className="text-dense text-muted">
            {matrix.checkedAt === null ? (
              "Autotask was not asked yet."
            ) : (
              <>
                Asked <When at={matrix.checkedAt} precision="second" withTime />.
              </>
            )}
          </p>
        </div>
        <div className="no-print flex flex-wrap items-center gap-2">
          {isFixable && <CopyTextButton text={fixesAsText(matrix.rights)}>Copy the fixes for a colleague</CopyTextButton>}
          <Button variant="outline" className="max-md:hidden" onPress={() => window.print()}>
            Print
          </Button>
          {askText !== null && (
            <Button variant={sign === "bad" ? "primary" : "outline"} isPending={isPending} onPress={() => void ask()}>
              {askText}
            </Button>
          )}
          {children}
        </div>
      </header>
      {problem !== null && (
        <p role="alert" className="border-b border-separator px-4 py-2.5 text-dense text-danger">
          {problem}
        </p>
      )}
      {failure && (
        <div role="alert" className="border-b border-separator p-4">
          <FixNotice failure={failure} />
        </div>
      )}
      <RightsMatrix rights={matrix.rights} />
    </section>
  );
}
