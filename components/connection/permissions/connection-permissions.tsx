"use client";

import Link from "next/link";
import { PermissionsPanel } from "@/components/connection/permissions/permissions-panel.tsx";
import { type CheckPermissions, usePermissions } from "@/components/connection/permissions/use-permissions.ts";
import type { PermissionMatrix } from "@/lib/connection/schema.ts";

type Props = { slug: string; connectionId: string; canEdit: boolean; initial: PermissionMatrix; check: CheckPermissions };

/** The rights of a connection in use: which its options ask for, and what Autotask says of each. */
export function ConnectionPermissions({ canEdit, ...place }: Props) {
  const permissions = usePermissions(place);
  return (
    <>
      <PermissionsPanel permissions={permissions} askText={canEdit ? "Check again" : null} />
      <p className="mt-3 max-w-[44rem] text-dense text-muted">
        These are the rights that this connection's options ask for; an option that is switched off asks for none.{" "}
        {canEdit && (
          <Link href={`/${place.slug}/connections/${place.connectionId}/what-we-write`} className="link-plain">
            Change the options
          </Link>
        )}
      </p>
    </>
  );
}
