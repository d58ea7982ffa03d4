import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { z } from "zod";
import { wizardStepWords } from "@/components/connection/step-words.ts";
import { ApiUserStep } from "@/components/connection/wizard/api-user-step.tsx";
import { ConnectStep } from "@/components/connection/wizard/connect-step.tsx";
import { FourValuesStep } from "@/components/connection/wizard/four-values-step.tsx";
import { SecurityLevelStep } from "@/components/connection/wizard/security-level-step.tsx";
import { TrackingIdentifierStep } from "@/components/connection/wizard/tracking-identifier-step.tsx";
import { WizardFrame } from "@/components/connection/wizard/wizard-frame.tsx";
import { checkAppUrl } from "@/lib/connection/check-app-url.ts";
import { getPermissions } from "@/lib/connection/check-permissions.ts";
import { getConnectionStatus, getDraft } from "@/lib/connection/queries.ts";
import { type ConnectionDraft, wizardStepSchema, wizardSteps } from "@/lib/connection/schema.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";
import { type MemberOfPage, requireMember } from "@/lib/web/session.ts";
import { connectAction, saveOptionsAction, saveStepAction, testAction } from "../../../actions.ts";
import { checkPermissionsAction } from "../../../permission-actions.ts";

type Props = { params: Promise<{ organization: string; connectionId: string; step: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const step = wizardStepSchema.safeParse((await params).step).data;
  return { title: step === undefined ? "Connect Autotask" : `${wizardStepWords[step].tab} · Connect Autotask` };
}

/** One step of the wizard. What is stored decides how far one may go; a later step leads back to the furthest open one. */
export default async function WizardStepPage({ params }: Props) {
  const { organization: slug, connectionId, step: asked } = await params;
  const { organization } = await requireMember(slug, "connection:edit");
  if (!z.uuid().safeParse(connectionId).success) notFound();
  const draft = await orNotFound(getDraft(webDeps(), { organizationId: organization.id, connectionId }));
  const step = wizardStepSchema.safeParse(asked).data;
  if (draft.state !== "draft" && draft.state !== "connecting") redirect(afterWizard({ slug, draft, step }));

  if (step === undefined || wizardSteps.indexOf(step) > wizardSteps.indexOf(draft.furthestStep)) {
    redirect(`/${slug}/connections/${connectionId}/connect/${draft.furthestStep}`);
  }
  return (
    <WizardFrame slug={slug} draft={draft} step={step}>
      <Step step={step} draft={draft} organization={organization} />
    </WizardFrame>
  );
}

/** A finished wizard leads to what has taken its place: where the values came from, they are replaced. */
function afterWizard({ slug, draft, step }: { slug: string; draft: ConnectionDraft; step: (typeof wizardSteps)[number] | undefined }) {
  const isOfValues = step === "api-user" || step === "tracking-identifier" || step === "four-values";
  const isInUse = draft.state === "connected" || draft.state === "paused";
  return `/${slug}/connections/${draft.id}${isOfValues && isInUse ? "/credentials" : ""}`;
}

type StepProps = { step: (typeof wizardSteps)[number]; draft: ConnectionDraft; organization: MemberOfPage["organization"] };

async function Step({ step, draft, organization: { id: organizationId, slug } }: StepProps) {
  const save = saveStepAction.bind(null, slug);
  const place = { slug, connectionId: draft.id };
  switch (step) {
    case "security-level":
      return <SecurityLevelStep {...place} save={save} />;
    case "api-user":
      return <ApiUserStep {...place} save={save} />;
    case "tracking-identifier":
      return <TrackingIdentifierStep {...place} kind={draft.trackingIdentifierKind} save={save} />;
    case "four-values":
      return (
        <FourValuesStep
          {...place}
          draft={draft}
          test={testAction.bind(null, slug)}
          saveOptions={saveOptionsAction.bind(null, slug)}
          save={save}
        />
      );
    case "connect": {
      const { appUrl, appEnv } = webDeps();
      const status = await getConnectionStatus(webDeps(), { organizationId, connectionId: draft.id });
      const permissions = await getPermissions(webDeps(), { organizationId, connectionId: draft.id });
      const address = checkAppUrl(appUrl, appEnv);
      return (
        <ConnectStep
          {...place}
          initial={status}
          address={{ origin: appUrl.origin, check: address }}
          connect={connectAction.bind(null, slug)}
          permissions={permissions}
          checkPermissions={checkPermissionsAction.bind(null, slug)}
        />
      );
    }
  }
}
