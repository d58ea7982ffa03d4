"use client";

import { ImageUp } from "lucide-react";
import { type ChangeEvent, useId, useRef, useState } from "react";
import { commonText } from "@/components/forms/common-text.ts";
import { type LogoCode, removeLogo, sendLogo } from "@/components/organization/send-logo.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { logoTypes } from "@/lib/organization/schema.ts";
import type { CommonCode } from "@/lib/web/action-result.ts";

const text: Record<LogoCode | CommonCode, string> = {
  ...commonText,
  "organization.logo_too_large": "This file is larger than 200 kB. Save the picture smaller, then choose it again.",
  "organization.logo_svg":
    "This is an SVG, which can carry script, so we do not send it to requesters. Save it as PNG or WebP, then choose that.",
  "organization.logo_not_a_picture": "This file holds no PNG, JPEG or WebP, whatever its name says. Choose another one.",
  "organization.logo_too_many_pixels": "This picture is more than 2000 pixels wide or high. Save it smaller, then choose it again.",
};

type Props = {
  organization: string;
  /** Where the picture is in the REST API. */
  path: string;
  hasLogo: boolean;
  onChanged: () => unknown;
};

/** Chooses a picture, which counts at once, or takes it away; and says what is wrong with one that is not taken. */
export function LogoActions({ organization, path, hasLogo, onChanged }: Props) {
  const rules = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (!file) return;
    setPending(true);
    setProblem(null);
    const result = await sendLogo({ organization, path, file });
    // The same file may be chosen again after it was mended.
    target.value = "";
    setPending(false);
    if (!result.ok) return setProblem(text[result.code]);
    showToast("Logo saved", "Requesters see it from now on.");
    await onChanged();
  }

  async function remove(): Promise<string | null> {
    const result = await removeLogo({ organization, path });
    if (!result.ok) return text[result.code];
    setProblem(null);
    showToast("Logo removed", "Requesters see the name alone.");
    await onChanged();
    return null;
  }

  return (
    <>
      <div className="mt-4 flex flex-wrap gap-2">
        <input ref={field} type="file" accept={logoTypes.join()} onChange={choose} hidden aria-label="Picture file" />
        <Button variant="outline" isPending={isPending} onPress={() => field.current?.click()} aria-describedby={rules}>
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
      <p id={rules} className={problem === null ? "mt-3 text-dense text-muted" : "sr-only"}>
        PNG, JPEG or WebP, at most 200 kB and 2000 pixels wide or high. Not SVG: it can carry script.
      </p>
      <p role="alert" className={problem === null ? "sr-only" : "mt-3 text-dense text-danger"}>
        {problem}
      </p>
    </>
  );
}
