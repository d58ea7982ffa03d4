"use client";

import { useRouter } from "next/navigation";
import { OptionsForm, type SaveOptions } from "@/components/connection/options-form.tsx";
import { SubmitButton } from "@/components/forms/submit-button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import type { ConnectionOptions } from "@/lib/connection/schema.ts";

type Props = { slug: string; connectionId: string; options: ConnectionOptions; save: SaveOptions };

/** What is done with outcomes, for a connection in use. */
export function WhatWeWrite({ slug, connectionId, options, save }: Props) {
  const router = useRouter();
  return (
    <div className="max-w-[40rem]">
      <OptionsForm
        slug={slug}
        connectionId={connectionId}
        options={options}
        save={save}
        isConnected
        onSaved={() => {
          showToast("Saved.", "It holds for the next outcome.");
          router.refresh();
        }}
      >
        <SubmitButton>Save</SubmitButton>
      </OptionsForm>
    </div>
  );
}
