"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { browserWords } from "@/components/organization/browser-words.ts";
import { signOutHere } from "@/components/organization/sign-in-with-password.ts";
import { Button } from "@/components/ui/button.tsx";
import { type Column, LedgerTable } from "@/components/ui/ledger-table.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import type { OwnSession } from "@/lib/organization/schema.ts";
import type { ActionResult } from "@/lib/web/action-result.ts";

type Props = {
  sessions: OwnSession[];
  end: (values: { sessionId: string }) => Promise<ActionResult<{ ended: boolean }>>;
  endOthers: (values: Record<string, never>) => Promise<ActionResult<{ ended: number }>>;
};

/** Where the member is signed in, each to be ended on the spot. */
export function SettingsSessions({ sessions, end, endOthers }: Props) {
  const { run, pending, problem } = useEnding();
  const others = sessions.filter(({ isCurrent }) => !isCurrent).length;

  const signOut = (session: OwnSession, size?: "sm") => (
    <Button
      variant="outline"
      size={size}
      isPending={pending === session.id}
      aria-label={`Sign out: ${nameOf(session)}`}
      onPress={() => (session.isCurrent ? signOutHere() : run(session.id, () => end({ sessionId: session.id }), "Signed out there"))}
    >
      Sign out
    </Button>
  );

  return (
    <Panel
      flush
      title="Your sign-ins"
      aside={others === 0 ? "Only this one" : undefined}
      foot={
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-muted">A sign-in ends by itself after 8 hours, or after an hour without use.</p>
          {others > 0 && (
            <Button
              variant="outline"
              isPending={pending === "others"}
              onPress={() => run("others", () => endOthers({}), "Signed out everywhere else")}
            >
              Sign out everywhere else
            </Button>
          )}
          <p role="alert" className={problem === null ? "sr-only" : "w-full text-danger"}>
            {problem}
          </p>
        </div>
      }
    >
      <LedgerTable
        label="Your sign-ins"
        rows={sessions}
        rowKey={({ id }) => id}
        columns={columns((session) => signOut(session, "sm"))}
        list={(session) => ({
          status: <span className="font-medium">{nameOf(session)}</span>,
          aside: signOut(session),
          who: <span className="font-normal text-muted">{session.address ?? "Address not known"}</span>,
          meta: (
            <span className="truncate">
              Since <When at={session.createdAt} precision="minute" />, last seen <When at={session.lastSeenAt} precision="minute" />
            </span>
          ),
        })}
      />
    </Panel>
  );
}

function nameOf({ userAgent, isCurrent }: OwnSession): string {
  return isCurrent ? `${browserWords(userAgent)} (this one)` : browserWords(userAgent);
}

function columns(signOut: (session: OwnSession) => ReactNode): Column<OwnSession>[] {
  return [
    {
      key: "browser",
      head: "Browser",
      cell: (session) => <span className="font-medium">{nameOf(session)}</span>,
      truncate: true,
      className: "w-2/5",
    },
    { key: "address", head: "Address", cell: ({ address }) => (address === null ? "Not known" : <span className="code">{address}</span>) },
    { key: "created", head: "Signed in", align: "end", cell: ({ createdAt }) => <When at={createdAt} precision="minute" /> },
    { key: "seen", head: "Last seen", align: "end", cell: ({ lastSeenAt }) => <When at={lastSeenAt} precision="minute" /> },
    { key: "end", head: "Action", align: "end", cell: signOut },
  ];
}

/** Runs one ending at a time, and shows the list as it is afterwards. */
function useEnding() {
  const router = useRouter();
  const [pending, setPending] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function run(key: string, action: () => Promise<ActionResult<unknown>>, said: string) {
    setPending(key);
    setProblem(null);
    const result = await action().catch(() => ({ ok: false, code: "web.unavailable" }) as const);
    setPending(null);
    if (!result.ok) return setProblem(commonText[result.code]);
    showToast(said);
    router.refresh();
  }

  return { run, pending, problem };
}
