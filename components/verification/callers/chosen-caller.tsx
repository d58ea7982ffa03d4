"use client";

import { Panel, PanelRow } from "@/components/ui/panel.tsx";
import { PersonName } from "@/components/ui/person-name.tsx";
import { Strength } from "@/components/ui/strength.tsx";
import { AskCallerForm } from "@/components/verification/callers/ask-caller-form.tsx";
import { capital } from "@/components/verification/capital.ts";
import { findWords } from "@/components/verification/find-words.ts";
import { isolate } from "@/components/verification/isolate.ts";
import { wordsOfMethod } from "@/components/verification/method-words.ts";
import { reasonWords } from "@/components/verification/reason-words.ts";
import type { CallerView } from "@/lib/verification/callers/schema.ts";
import type { Strength as StrengthAsked } from "@/lib/verification/schema.ts";

type Props = {
  organization: string;
  connectionId: string;
  caller: CallerView;
  strength: StrengthAsked;
  mayOpenTicket: boolean;
  onBack: () => void;
};

/** The contact that was chosen: what to ask them, and every way to prove them with why some cannot be used. */
export function ChosenCaller({ caller, ...form }: Props) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,1fr)_25rem]">
      <Panel title={<PersonName name={caller.name} />} aside={<bdi>{caller.companyName ?? "No company"}</bdi>}>
        <AskCallerForm key={caller.contactId} caller={caller} {...form} />
      </Panel>
      <Panel flush title="Ways to prove it" aside="Nobody can choose another destination.">
        <ul>
          {caller.ways.map((way) => (
            <li key={way.method} className="border-b border-separator last:border-b-0">
              <PanelRow className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 text-dense">
                <span className={way.usable ? "font-medium" : "text-muted"}>{wordsOfMethod(way.method).name}</span>
                <Strength tier={way.strength} />
                <span className="col-span-2 text-muted wrap-anywhere">{wayText(way, caller.name)}</span>
              </PanelRow>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function wayText({ usable, destinationMasked, reason }: CallerView["ways"][number], name: string): string {
  if (usable) return destinationMasked ?? "Possible";
  const why = findWords(reasonWords, reason);
  return why === null ? "Cannot be used." : capital(why.what(isolate(name)));
}
