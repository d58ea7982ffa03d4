import type { Metadata } from "next";
import { NewConnectionForm } from "@/components/connection/wizard/new-connection-form.tsx";
import { WizardFrame } from "@/components/connection/wizard/wizard-frame.tsx";
import { PageHead } from "@/components/ui/page-head.tsx";
import { requireMember } from "@/lib/web/session.ts";
import { createDraftAction } from "../actions.ts";

export const metadata: Metadata = { title: "Connect Autotask" };

type Props = { params: Promise<{ organization: string }> };

export default async function NewConnectionPage({ params }: Props) {
  const { organization } = await requireMember((await params).organization, "connection:edit");
  return (
    <WizardFrame slug={organization.slug} draft={null} step={null}>
      <PageHead
        title="Connect Autotask"
        lead="Five steps: three in Autotask, two here. They take about ten minutes and need an Autotask administrator. Each step is saved, so you can stop and go on later."
      />
      <NewConnectionForm slug={organization.slug} name={organization.name} submit={createDraftAction.bind(null, organization.slug)} />
    </WizardFrame>
  );
}
