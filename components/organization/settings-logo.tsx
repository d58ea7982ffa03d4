"use client";

import { ImageUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ChangeEvent, useRef, useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { RequesterHead } from "@/components/layout/requester-shell.tsx";
import { type LogoCode, removeLogo, sendLogo } from "@/components/organization/send-logo.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { logoTypes, type OrganizationSettings } from "@/lib/organization/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";
import type { RequesterWords } from "@/lib/words/schema.ts";

const text: Record<LogoCode | CommonCode, string> = {
  ...commonText,
  "organization.logo_too_large": "This file is larger than 200 kB. Save the picture smaller, then choose it again.",
  "organization.logo_svg":
    "This is an SVG, which can carry script, so we do not send it to requesters. Save it as PNG or WebP, then choose that.",
  "organization.logo_not_a_picture": "This file holds no PNG, JPEG or WebP, whatever its name says. Choose another one.",
  "organization.logo_too_many_pixels": "This picture is more than 2000 pixels wide or high. Save it smaller, then choose it again.",
};

type Props = {
  settings: OrganizationSettings;
  /** What requesters read beside the name. */
  words: Pick<RequesterWords, "roleLine" | "marks">;
  mayEdit: boolean;
};

/** The organization's picture, as requesters see it on either ground, with what changes it. */
export function SettingsLogo({ settings: { slug, name, logo }, words, mayEdit }: Props) {
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
      {mayEdit && <LogoActions slug={slug} hasLogo={logo !== null} />}
    </Panel>
  );
}

function LogoActions({ slug, hasLogo }: { slug: string; hasLogo: boolean }) {
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (!file) return;
    setPending(true);
    setProblem(null);
    const result = await sendLogo(slug, file);
    // The same file may be chosen again after it was mended.
    target.value = "";
    setPending(false);
    if (!result.ok) return setProblem(text[result.code]);
    showToast("Logo saved", "Requesters see it from now on.");
    router.refresh();
  }

  async function remove(): Promise<string | null> {
    const result = await removeLogo(slug);
    if (!result.ok) return text[result.code];
    setProblem(null);
    showToast("Logo removed", "Requesters see the name alone.");
    router.refresh();
    return null;
  }

  return (
    <>
      <div className="mt-4 flex flex-wrap gap-2">
        <input ref={field} type="file" accept={logoTypes.join()} onChange={choose} hidden aria-label="Picture file" />
        <Button variant="outline" isPending={isPending} onPress={() => field.current?.click()} aria-describedby="logo-rules">
          <ImageUp size={16} aria-hidden />
          {hasLogo ? "Choose another picture" : "Choose a picture"}
        </Button>
        {hasLogo && (
          <ConfirmDialog
            trigger={<Button variant="danger-soft">Remove logo</Button>}
            title="Remove the logo?"
            confirmLabel="Remove logo"
            cancelLabel="Keep logo"
            onConfirm={remove}
          >
            Requesters see the name alone. You can choose a picture again at any time.
          </ConfirmDialog>
        )}
      </div>
      <p id="logo-rules" className={problem === null ? "mt-3 text-dense text-muted" : "sr-only"}>
        PNG, JPEG or WebP, at most 200 kB and 2000 pixels wide or high. Not SVG: it can carry script.
      </p>
      <p role="alert" className={problem === null ? "sr-only" : "mt-3 text-dense text-danger"}>
        {problem}
      </p>
    </>
  );
}
