"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { CapabilitySwitches } from "@/components/connection/options/capability-switches.tsx";
import { OptionsForm, type SaveOptions } from "@/components/connection/options-form.tsx";
import { type CheckPermissions, sentenceOfRights, usePermissions } from "@/components/connection/permissions/use-permissions.ts";
import { connectionQuery } from "@/components/connection/queries.ts";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import type { ConnectionStatus, PermissionMatrix } from "@/lib/connection/schema.ts";

type Props = { slug: string; initial: ConnectionStatus; permissions: PermissionMatrix; save: SaveOptions; check: CheckPermissions };

/** The options of a connection in use: what it does, and what is written. Turning something on asks for its rights at once. */
export function WhatWeWrite({ slug, initial, permissions: read, save, check }: Props) {
  const queries = useQueryClient();
  const { data } = useQuery(connectionQuery(slug, initial));
  const place = { slug, connectionId: data.id };
  const permissions = usePermissions({ ...place, initial: read, check });

  async function tellSaved({ on }: { on: boolean }): Promise<void> {
    if (on) await permissions.ask();
    else await queries.invalidateQueries({ queryKey: [slug] });
    showToast("Saved.", "It counts from the next ticket or outcome on.");
  }

  const { sign, sentence } = sentenceOfRights(permissions.matrix);
  return (
    <div className="max-w-[44rem]">
      <CapabilitySwitches connectionId={data.id} options={data.options} matrix={permissions.matrix} save={save} onSaved={tellSaved} />
      <p role="status" className={`mt-3 text-dense ${sign === "bad" ? "text-danger" : "text-muted"}`}>
        {permissions.isPending ? "Asking Autotask for the rights …" : sentence}{" "}
        <Link href={`/${slug}/connections/${data.id}/permissions`} className="link-plain">
          Permissions
        </Link>
      </p>
      <OptionsForm {...place} options={data.options} save={save} isConnected onSaved={() => tellSaved({ on: true })}>
        <SubmitButton>Save</SubmitButton>
      </OptionsForm>
    </div>
  );
}
