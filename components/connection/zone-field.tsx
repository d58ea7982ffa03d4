"use client";

import { useState } from "react";
import { TextField } from "@/components/forms/text-field.tsx";

/** The zone, closed unless one is set: hardly anybody needs it. */
export function ZoneField({ hasZone }: { hasZone: boolean }) {
  const [isOpen, setOpen] = useState(hasZone);
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="link-plain inline-flex min-h-6 w-fit cursor-pointer items-center text-dense">Set the zone by hand</summary>
      <div className="mt-2">
        <TextField
          name="zoneOverride"
          label="Zone URL (optional)"
          isCode
          placeholder="webservices15.autotask.net"
          hint="Leave it empty: we find the zone by the username. Only hosts of Autotask are accepted."
        />
      </div>
    </details>
  );
}
