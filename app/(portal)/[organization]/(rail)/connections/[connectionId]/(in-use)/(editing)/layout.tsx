import type { ReactNode } from "react";
import { requireMember } from "@/lib/web/session.ts";
import type { ConnectionPageParams } from "../../../read-connection-page.ts";

type Props = { params: ConnectionPageParams; children: ReactNode };

/** Outside the place that shows a skeleton, so that it is not found by whoever may not change the connection. */
export default async function EditingLayout({ params, children }: Props) {
  await requireMember((await params).organization, "connection:edit");
  return children;
}
