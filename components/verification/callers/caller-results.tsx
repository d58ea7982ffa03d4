"use client";

import { Button } from "@/components/ui/button.tsx";
import { Empty } from "@/components/ui/empty.tsx";
import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { waysText } from "@/components/verification/callers/caller-words.ts";
import type { CallerList, CallerView } from "@/lib/verification/callers/schema.ts";

type Props = { found: CallerList; search: string; isStale: boolean; onChoose: (caller: CallerView) => void };

/** Who matches, with how they can be asked; or why there is nobody. */
export function CallerResults({ found, search, isStale, onChoose }: Props) {
  if (found.items.length === 0) {
    return (
      <Panel>
        <Empty level={2} title={found.isNumberUnreadable ? "This is no phone number that somebody can have" : `Nobody matches “${search}”`}>
          {found.isNumberUnreadable
            ? "Type it with its country code, such as +49, or name the country under Settings, Phone and text messages."
            : "Only active contacts of Autotask are found, by name, company or a number on their record. Who has none cannot be asked: open a ticket and add the contact first."}
        </Empty>
      </Panel>
    );
  }
  return (
    <Panel
      flush
      title={found.items.length === 1 ? "One contact" : `${found.items.length} contacts`}
      foot={found.hasMore ? "There are more. Type more of the name, or add the company." : undefined}
    >
      <ul aria-label="Contacts" className={isStale ? "opacity-60" : undefined}>
        {found.items.map((caller) => (
          <li key={caller.contactId} className="border-b border-separator last:border-b-0">
            <PanelRow className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 text-dense">
              <span className="min-w-0">
                <span className="font-medium wrap-anywhere">
                  <bdi>{caller.name}</bdi>
                </span>
                <span className="block text-muted wrap-anywhere">
                  <bdi>{[caller.jobTitle, caller.companyName].filter(Boolean).join(", ") || "No company"}</bdi>
                </span>
              </span>
              <Button size="sm" variant="outline" onPress={() => onChoose(caller)} aria-label={`Choose: ${caller.name}`}>
                Choose
              </Button>
              <span className="col-span-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-muted">
                <span className="wrap-anywhere">{waysText(caller)}</span>
                <span className="inline-flex items-center gap-2">
                  Up to: <Strength tier={caller.strongest} />
                </span>
              </span>
            </PanelRow>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
