import type { Metadata } from "next";
import { VerifyCallerScreen } from "@/components/verification/callers/verify-caller-screen.tsx";
import { listConnectionNames } from "@/lib/connection/queries.ts";
import { listStrengths } from "@/lib/policy/strength-settings.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { requireMember } from "@/lib/web/session.ts";

export const metadata: Metadata = { title: "Verify a caller" };

type Props = { params: Promise<{ organization: string }> };

export default async function VerifyCallerPage({ params }: Props) {
  const { organization } = await requireMember((await params).organization, "verification:start");
  const connections = await listConnectionNames(webDeps(), organization.id);
  const usable = connections.filter(({ state }) => state === "connected");
  return (
    <VerifyCallerScreen
      organization={organization.slug}
      connections={usable.map(({ id, name }) => ({ id, name }))}
      strengths={await listStrengths(webDeps(), organization.id)}
    />
  );
}
