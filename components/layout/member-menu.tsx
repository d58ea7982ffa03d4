"use client";

import { Dropdown, Header, Label } from "@heroui/react";
import { Building2, ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { chooseTheme, readTheme, type ThemeChoice } from "@/components/layout/theme.ts";
import { useInBrowser } from "@/components/ui/use-reader.ts";

export type MemberMenuProps = {
  member: { name: string; email: string };
  organization: { name: string };
  /** The other organizations of this person. */
  others?: { name: string; href: string }[];
  /** Ends the session and leads away. */
  signOut: () => Promise<void>;
};

const themes = [
  { id: "system", label: "As the system", icon: Monitor },
  { id: "light", label: "Light", icon: Sun },
  { id: "dark", label: "Dark", icon: Moon },
] as const satisfies readonly { id: ThemeChoice; label: string; icon: unknown }[];

/** Who is signed in and where; changes organization and theme, and signs out. */
export function MemberMenu({ member, organization, others = [], signOut }: MemberMenuProps) {
  const isAwake = useInBrowser();
  return (
    <Dropdown>
      <Dropdown.Trigger
        isDisabled={!isAwake}
        data-asleep={isAwake ? undefined : ""}
        className="flex w-full cursor-pointer items-center gap-2.5 rounded-control px-1.5 py-1 text-left text-rail-foreground hover:bg-rail-active"
      >
        <span
          aria-hidden
          className="inline-grid size-7 shrink-0 place-items-center rounded-full bg-rail-active text-[0.6875rem] font-semibold"
        >
          {initials(member.name)}
        </span>
        <span className="min-w-0 grow">
          <span className="block truncate text-dense leading-4.5">{member.name}</span>
          <span className="block truncate text-micro text-rail-muted">{organization.name}</span>
        </span>
        <ChevronsUpDown size={15} aria-hidden className="shrink-0 text-rail-muted" />
      </Dropdown.Trigger>
      <Dropdown.Popover placement="top start" className="min-w-60">
        <Menu email={member.email} others={others} signOut={signOut} />
      </Dropdown.Popover>
    </Dropdown>
  );
}

function Menu({ email, others, signOut }: { email: string; others: { name: string; href: string }[]; signOut: () => Promise<void> }) {
  // The menu opens after the page has come alive, so the choice can be read while rendering.
  const [theme, setTheme] = useState<ThemeChoice>(readTheme);
  return (
    <Dropdown.Menu aria-label="Member" onAction={(key) => (key === "sign-out" ? void signOut() : undefined)}>
      {others.length > 0 && (
        <Dropdown.Section>
          <Header>Organizations</Header>
          {others.map((other) => (
            <Dropdown.Item key={other.href} id={other.href} href={other.href} textValue={other.name}>
              <Building2 size={15} aria-hidden />
              <Label>{other.name}</Label>
            </Dropdown.Item>
          ))}
        </Dropdown.Section>
      )}
      <Dropdown.Section
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[theme]}
        onSelectionChange={(keys) => {
          const next = themes.find((each) => keys !== "all" && keys.has(each.id))?.id ?? "system";
          setTheme(next);
          chooseTheme(next);
        }}
      >
        <Header>Theme</Header>
        {themes.map(({ id, label, icon: Icon }) => (
          <Dropdown.Item key={id} id={id} textValue={label}>
            <Icon size={15} aria-hidden />
            <Label>{label}</Label>
            <Dropdown.ItemIndicator />
          </Dropdown.Item>
        ))}
      </Dropdown.Section>
      <Dropdown.Section>
        <Header className="truncate">{email}</Header>
        <Dropdown.Item id="sign-out" textValue="Sign out">
          <LogOut size={15} aria-hidden />
          <Label>Sign out</Label>
        </Dropdown.Item>
      </Dropdown.Section>
    </Dropdown.Menu>
  );
}

/** Two letters for the sign beside the name, first and last word; the name itself is never cut up. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase();
}
