"use client";

import { useRouter } from "next/navigation";
import { RequesterHead } from "@/components/layout/requester-shell.tsx";
import { LogoActions } from "@/components/organization/logo-actions.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { OrganizationSettings } from "@/lib/organization/schema.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";

type Props = {
  settings: OrganizationSettings;
  /** What requesters read beside the name. */
  words: Pick<RequesterWords, "roleLine" | "marks">;
  mayEdit: boolean;
};

/** The organization's picture, as requesters see it on either ground, with what changes it. */
export function SettingsLogo({ settings: { slug, name, logo }, words, mayEdit }: Props) {
  const router = useRouter();
  const logoUrl = logo === null ? undefined : `/api/v1/organization/logo?organization=${encodeURIComponent(slug)}&v=${logo.version}`;
  return (
    <Panel title="Logo" aside="As requesters see it, by day and by night">
      <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-1 2xl:grid-cols-2">
        {(["light", "dark"] as const).map((theme) => (
          <div key={theme} data-theme={theme} className="rounded-control border border-border bg-background p-4 text-foreground">
            <RequesterHead organization={{ name, roleLine: words.roleLine, logoUrl }} mark="asked" marks={words.marks} />
          </div>
        ))}
      </div>
      {logo === null && <p className="mt-3 text-dense text-muted">No logo yet. Requesters see the name alone.</p>}
      {mayEdit && <LogoActions organization={slug} path="/organization/logo" hasLogo={logo !== null} onChanged={router.refresh} />}
    </Panel>
  );
}
