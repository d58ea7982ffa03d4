"use client";

import { appearancePath, companyLogoUrl, requestRemoval } from "@/components/company/appearance-calls.ts";
import { commonText } from "@/components/forms/common-text.ts";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import { When } from "@/components/ui/when.tsx";
import { isolate } from "@/components/verification/isolate.ts";
import type { AppearanceView } from "@/lib/directory/appearance/schema.ts";
import { languageNames } from "@/lib/words/schema.ts";

type Props = {
  organization: string;
  appearance: AppearanceView;
  mayEdit: boolean;
  onChange: () => void;
  onChanged: () => Promise<unknown>;
};

/** What one company's people see of their own. */
export function AppearanceRow({ organization, appearance, mayEdit, onChange, onChanged }: Props) {
  const { connection, companyName, displayName, language, logo, savedAt, savedByName } = appearance;
  const name = displayName ?? companyName;

  async function remove(): Promise<string | null> {
    const answer = await requestRemoval(organization, appearancePath(appearance));
    await onChanged();
    if (!answer.ok) return commonText[answer.code];
    showToast(`${name} sees what all see`, "The next page and the next mail are as for everybody.");
    return null;
  }

  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-separator px-4 py-3 text-dense last:border-b-0">
      <div className="flex min-w-0 flex-1 basis-64 items-center gap-3">
        <span className="flex h-10 w-16 shrink-0 items-center justify-center rounded-control border border-separator bg-background">
          {logo === null ? (
            <span className="text-muted">No logo</span>
          ) : (
            // A picture of any shape, sent by us: the image optimizer would only add a route. The name beside it says whose it is.
            // biome-ignore lint/performance/noImgElement: see above
            <img src={companyLogoUrl(organization, appearance)} alt="" className="max-h-8 max-w-14 object-contain" />
          )}
        </span>
        <div className="min-w-0">
          <p className="wrap-anywhere">
            <bdi className="font-medium">{name}</bdi>
            {displayName !== null && displayName !== companyName && (
              <span className="text-muted">
                , in Autotask <bdi>{companyName}</bdi>
              </span>
            )}
          </p>
          <p className="text-muted wrap-anywhere">
            Written to in {language === null ? "your language" : <span lang={language}>{languageNames[language]}</span>},{" "}
            <bdi>{connection.name}</bdi>, set{" "}
            {savedByName !== null && (
              <>
                by <bdi>{savedByName}</bdi>,{" "}
              </>
            )}
            <When at={savedAt} />
          </p>
        </div>
      </div>
      {mayEdit && (
        <div className="flex flex-wrap gap-2">
          <Button variant="outline" size="sm" aria-label={`Change how its people see you: ${name}`} onPress={onChange}>
            Change
          </Button>
          <ConfirmDialog
            trigger={
              <Button variant="outline" size="sm" aria-label={`Remove how its people see you: ${name}`}>
                Remove
              </Button>
            }
            title={`Remove what is set for ${isolate(name)}?`}
            confirmLabel="Remove"
            cancelLabel="Keep it"
            onConfirm={remove}
          >
            Its people see what all see from now on: the company’s name in Autotask, no logo of its own, and your language. The picture is
            deleted.
          </ConfirmDialog>
        </div>
      )}
    </li>
  );
}
