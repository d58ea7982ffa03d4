import { ButtonLink } from "@/components/ui/button-link.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { Overview } from "@/lib/reporting/schema.ts";

type Props = { organization: string; connections: Overview["connections"]; mayConnect: boolean };

/** Before anything is connected: the one thing to do. */
export function FirstUse({ organization, connections, mayConnect }: Props) {
  const [begun] = connections;
  return (
    <Panel>
      <Empty
        level={2}
        title="Connect your Autotask"
        actions={mayConnect ? <Way organization={organization} begun={begun} /> : undefined}
        foot={mayConnect ? undefined : "An owner or admin of your organization can connect it."}
      >
        <p>
          From then on everyone who opens a ticket is asked to prove who they are, before anybody acts on it. The outcome is written to the
          ticket.
        </p>
        <p className="mt-2">
          The wizard takes about ten minutes. It is saved at each step, and nothing in Autotask changes before the last one.
        </p>
      </Empty>
    </Panel>
  );
}

function Way({ organization, begun }: { organization: string; begun: Overview["connections"][number] | undefined }) {
  if (begun === undefined) {
    return (
      <ButtonLink href={`/${organization}/connections/new`} variant="primary">
        Connect Autotask
      </ButtonLink>
    );
  }
  return (
    <ButtonLink href={`/${organization}/connections/${begun.id}/connect`} variant="primary">
      Go on with {begun.name}
    </ButtonLink>
  );
}
