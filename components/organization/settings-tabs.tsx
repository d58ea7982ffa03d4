"use client";

import { useSelectedLayoutSegments } from "next/navigation";
import { ViewTabs } from "@/components/ui/view-tabs.tsx";

const places = [
  { segment: "", label: "Organization" },
  { segment: "alerts", label: "Alerts" },
  { segment: "phone", label: "Phone" },
  { segment: "signals", label: "Signals" },
  { segment: "limits", label: "Limits" },
  { segment: "external-providers", label: "External providers" },
  { segment: "sign-ins", label: "Your sign-ins" },
];

/** The settings by their kind, each with its own address. */
export function SettingsTabs({ organization }: { organization: string }) {
  const segments = useSelectedLayoutSegments();
  const here = segments.find((segment) => places.some((place) => place.segment === segment)) ?? "";
  const home = `/${organization}/settings`;
  return (
    <ViewTabs
      label="Kinds of settings"
      tabs={places.map(({ segment, label }) => ({
        href: segment === "" ? home : `${home}/${segment}`,
        label,
        isCurrent: segment === here,
      }))}
    />
  );
}
