"use client";

import { ComboBox, Description, Input, Label, ListBox } from "@heroui/react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useController, useFormContext } from "react-hook-form";
import { choicesErrorText } from "@/components/connection/live-select-field.tsx";
import { NONE, type OptionsFormValues } from "@/components/connection/options-values.ts";
import { choicesQuery } from "@/components/connection/queries.ts";
import { useSettled } from "@/components/ui/use-settled.ts";

type Props = { slug: string; connectionId: string };

/** The default company, found by typing part of its name. Another company takes its contact with it. */
export function CompanyField({ slug, connectionId }: Props) {
  const { field } = useController<OptionsFormValues, "defaultCompanyId">({ name: "defaultCompanyId" });
  const [chosenAtFirst] = useState(field.value);
  // The stored company is an id; its name has to come first.
  const stored = useQuery(
    choicesQuery(
      { organization: slug, connectionId },
      { kind: "companies", ...(chosenAtFirst === NONE ? {} : { companyId: chosenAtFirst }) },
    ),
  );
  if (chosenAtFirst !== NONE && stored.isPending)
    return <p className="text-dense text-muted">Reading the default company from Autotask …</p>;
  const label = stored.data?.find(({ value }) => value === chosenAtFirst)?.label ?? "";
  return <CompanyCombo slug={slug} connectionId={connectionId} label={label} />;
}

function CompanyCombo({ slug, connectionId, label }: Props & { label: string }) {
  const { setValue } = useFormContext<OptionsFormValues>();
  const { field, fieldState } = useController<OptionsFormValues, "defaultCompanyId">({ name: "defaultCompanyId" });
  const [typed, setTyped] = useState(label);
  const search = useSettled(typed === label ? "" : typed, 250);
  const { data, error, isFetching } = useQuery(
    choicesQuery({ organization: slug, connectionId }, { kind: "companies", ...(search === "" ? {} : { search }) }),
  );
  return (
    <ComboBox
      defaultSelectedKey={field.value === NONE ? null : field.value}
      defaultInputValue={label}
      items={data?.map(({ value, label: name }) => ({ id: value, name })) ?? []}
      // Autotask has searched already.
      defaultFilter={() => true}
      allowsEmptyCollection
      onInputChange={setTyped}
      onSelectionChange={(key) => {
        field.onChange(key === null ? NONE : String(key));
        setValue("defaultContactId", NONE, { shouldDirty: true });
      }}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      validationBehavior="aria"
      menuTrigger="focus"
      fullWidth
    >
      <Label>Default company (optional)</Label>
      <ComboBox.InputGroup>
        <Input ref={field.ref} placeholder="Part of its name" autoComplete="off" />
        <ComboBox.Trigger />
      </ComboBox.InputGroup>
      <Description>{error ? choicesErrorText(error) : "Whose contact is asked when a ticket has none. Most leave it empty."}</Description>
      <ComboBox.Popover>
        <ListBox
          renderEmptyState={() => (
            <p className="px-3 py-2 text-dense text-muted">
              {isFetching ? "Searching in Autotask …" : "No active company has that in its name"}
            </p>
          )}
        >
          {({ id, name }: { id: string; name: string }) => (
            <ListBox.Item id={id} textValue={name}>
              {name}
              <ListBox.ItemIndicator />
            </ListBox.Item>
          )}
        </ListBox>
      </ComboBox.Popover>
    </ComboBox>
  );
}
