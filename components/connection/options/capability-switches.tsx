"use client";

import { Label, Switch } from "@heroui/react";
import { useState } from "react";
import {
  capabilityWords,
  consequenceOf,
  isOn,
  switchesAhead,
  switchesInUse,
  switchTo,
} from "@/components/connection/options/capability-words.ts";
import type { SaveOptions } from "@/components/connection/options-form.tsx";
import { actionWords, signWords } from "@/components/connection/permissions/right-words.ts";
import { commonText, isCommonCode } from "@/components/forms/common-text.ts";
import { Panel } from "@/components/ui/panel.tsx";
import { type CapabilityName, type ConnectionOptions, type PermissionMatrix, requiredRights } from "@/lib/connection/schema.ts";

type Props = {
  connectionId: string;
  options: ConnectionOptions;
  matrix: PermissionMatrix;
  save: SaveOptions;
  /** After a change; `on`: something was turned on, so its rights are asked for. */
  onSaved: (change: { on: boolean }) => Promise<void>;
};

/** What the connection may do, each switched by itself: what follows in words, and the rights that it needs. */
export function CapabilitySwitches(props: Props) {
  const [pending, setPending] = useState<CapabilityName | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  async function change(name: CapabilityName, on: boolean): Promise<void> {
    setPending(name);
    setProblem(null);
    const saved = await props.save({ ...switchTo(props.options, name, on), connectionId: props.connectionId }).catch(() => null);
    if (saved?.ok) await props.onSaved({ on });
    else setProblem(isCommonCode(saved?.code ?? "") ? commonText[saved?.code as keyof typeof commonText] : commonText["web.unavailable"]);
    setPending(null);
  }

  const row = (name: CapabilityName) => (
    <SwitchRow key={name} name={name} options={props.options} matrix={props.matrix} isPending={pending !== null} onChange={change} />
  );
  return (
    <div className="grid gap-4">
      <Panel title="What it does" aside="A switch counts from the next ticket or outcome on." flush>
        {switchesInUse.map(row)}
      </Panel>
      <Panel title="Rights to have ready" aside="Nothing is written by these." flush>
        {switchesAhead.map(row)}
      </Panel>
      <p role="alert" className={problem === null ? "sr-only" : "text-dense text-danger"}>
        {problem}
      </p>
    </div>
  );
}

type RowProps = Pick<Props, "options" | "matrix"> & {
  name: CapabilityName;
  isPending: boolean;
  onChange: (name: CapabilityName, on: boolean) => Promise<void>;
};

function SwitchRow({ name, options, matrix, isPending, onChange }: RowProps) {
  const selected = isOn(options, name);
  return (
    <div className="border-b border-separator px-4 py-2.5 last:border-b-0">
      <Switch isSelected={selected} isDisabled={isPending} onChange={(on) => void onChange(name, on)} className="w-full">
        <Switch.Content className="flex w-full items-center justify-between gap-4">
          <span>
            <Label>{capabilityWords[name].name}</Label>
            <span className="block text-dense font-normal text-muted">{consequenceOf(options, name)}</span>
            <span className="block text-micro font-normal text-muted">{rightsText({ options, matrix, name })}</span>
          </span>
          <Switch.Control>
            <Switch.Thumb />
          </Switch.Control>
        </Switch.Content>
      </Switch>
    </div>
  );
}

/** The rights it needs as if it were on; where it is on, with what Autotask said of each. */
function rightsText({ options, matrix, name }: Pick<RowProps, "options" | "matrix" | "name">): string {
  const chosen = {
    ...switchTo(options, name, true),
    ...{ udfName: options.udfName ?? "", statusOnPassed: options.statusOnPassed ?? 0, priorityOnDenied: options.priorityOnDenied ?? 0 },
  };
  const needed = requiredRights(chosen).filter(({ purposes }) => purposes.includes(name));
  if (needed.length === 0) return "Needs no right of its own.";
  const told = needed.map(({ object, action }) => {
    const right = matrix.rights.find((each) => each.object === object && each.action === action && each.purposes.includes(name));
    const sign = right && right.sign !== "granted" ? ` (${signWords[right.sign].toLowerCase()})` : "";
    return `${object}: ${actionWords[action]}${sign}`;
  });
  return `Needs ${told.join(", ")}.`;
}
