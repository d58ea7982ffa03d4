"use client";

import { useQuery } from "@tanstack/react-query";
import { NONE } from "@/components/connection/options-values.ts";
import { type ChoicesAsked, choicesQuery } from "@/components/connection/queries.ts";
import { SelectField } from "@/components/forms/select-field.tsx";
import { ApiRefusal } from "@/components/live/api.ts";
import { Button } from "@/components/ui/button.tsx";

type Props = {
  slug: string;
  connectionId: string;
  asked: ChoicesAsked;
  name: string;
  label: string;
  /** What it means to choose nothing: "Leave the status alone". Null where a choice is needed. */
  none: string | null;
  hint?: string;
  /** "ticket UDFs that text can be written to": what there would be none of. */
  what: string;
};

/** A choice from a list that is read live from Autotask: says when it is on its way, when it failed, and when it is empty. */
export function LiveSelectField({ slug, connectionId, asked, name, label, none, hint, what }: Props) {
  const { data, error, isPending, refetch } = useQuery(choicesQuery({ organization: slug, connectionId }, asked));
  if (error) {
    return (
      <fieldset className="text-dense">
        <legend className="font-medium">{label}</legend>
        <p role="alert" className="mt-0.5 text-danger">
          {choicesErrorText(error)}
        </p>
        <Button variant="outline" size="sm" className="mt-1.5" onPress={() => void refetch()}>
          Read the list again
        </Button>
      </fieldset>
    );
  }
  const choices = [...(none === null ? [] : [{ value: NONE, label: none }]), ...(data ?? [])];
  return <SelectField name={name} label={label} choices={choices} hint={hintOf({ isPending, count: data?.length ?? 0, what, hint })} />;
}

function hintOf({ isPending, count, what, hint }: { isPending: boolean; count: number; what: string; hint: string | undefined }) {
  if (isPending) return "Reading the list from Autotask …";
  return count === 0 ? `Autotask has no ${what}.` : hint;
}

/** What happened when a live list could not be read, and what to do. */
export function choicesErrorText(error: Error): string {
  if (error instanceof ApiRefusal && error.status === 409) {
    return "Autotask does not take the credentials of this connection. Test them, then read the list again.";
  }
  return "We could not read this list from Autotask. Read it again in a minute.";
}
