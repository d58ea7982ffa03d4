import { redirect } from "next/navigation";
import { z } from "zod";
import { getDraft } from "@/lib/connection/queries.ts";
import { webDeps } from "@/lib/web/deps.ts";
import { orNotFound } from "@/lib/web/or-not-found.ts";
import { requireMember } from "@/lib/web/session.ts";

type Props = { params: Promise<{ organization: string; connectionId: string }> };

/** Resume: the furthest step that is open. */
export default async function ResumePage({ params }: Props) {
  const { organization: slug, connectionId } = await params;
  const { organization } = await requireMember(slug, "connection:edit");
  const id = z.uuid().safeParse(connectionId).data ?? "";
  const { furthestStep } = await orNotFound(getDraft(webDeps(), { organizationId: organization.id, connectionId: id }));
  redirect(`/${slug}/connections/${connectionId}/connect/${furthestStep}`);
}
