import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ConnectionFrame } from "@/components/connection/status/connection-frame.tsx";
import { WhatWeWrite } from "@/components/connection/status/what-we-write.tsx";
import { requireMember } from "@/lib/web/session.ts";
import { saveOptionsAction } from "../../../../connections/actions.ts";
import { type ConnectionPageParams, readConnectionPage } from "../../read-connection-page.ts";

export const metadata: Metadata = { title: "What we write" };

export default async function WhatWeWritePage({ params }: { params: ConnectionPageParams }) {
  const member = await requireMember((await params).organization, "connection:edit");
  const { status, frame } = await readConnectionPage(member, params);
  if (status.state !== "connected" && status.state !== "paused") redirect(`/${frame.slug}/connections/${status.id}`);
  return (
    <ConnectionFrame {...frame} place="/what-we-write">
      <WhatWeWrite slug={frame.slug} connectionId={status.id} options={status.options} save={saveOptionsAction.bind(null, frame.slug)} />
    </ConnectionFrame>
  );
}
