"use client";

import { ComboBox, Description, FieldError, Input, Label, ListBox } from "@heroui/react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useController } from "react-hook-form";
import { choicesErrorText } from "@/components/connection/live-select-field.tsx";
import { choicesQuery } from "@/components/connection/queries.ts";

type Props = { slug: string; connectionId: string };

/** The company, found in Autotask by typing part of its name. */
export function ProviderCompanyField({ slug, connectionId }: Props) {
  const { field, fieldState } = useController<{ companyId: string }, "companyId">({ name: "companyId" });
  const [typed, setTyped] = useState("");
  const [search, setSearch] = useState("");
  // Each change would be a call to Autotask.
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const { data, error, isFetching } = useQuery(
    choicesQuery({ organization: slug, connectionId }, { kind: "companies", ...(search === "" ? {} : { search }) }),
  );
  return (
    <ComboBox
      items={data?.map(({ value, label: name }) => ({ id: value, name })) ?? []}
      // Autotask has searched already.
      defaultFilter={() => true}
      allowsEmptyCollection
      onInputChange={setTyped}
      onSelectionChange={(key) => field.onChange(key === null ? "" : String(key))}
      onBlur={field.onBlur}
      isInvalid={fieldState.invalid}
      validationBehavior="aria"
      menuTrigger="focus"
      fullWidth
    >
      <Label>Company</Label>
      <ComboBox.InputGroup>
        <Input ref={field.ref} placeholder="Part of its name" autoComplete="off" />
        <ComboBox.Trigger />
      </ComboBox.InputGroup>
      {error && <Description>{choicesErrorText(error)}</Description>}
      <FieldError>{fieldState.error?.message}</FieldError>
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
