"use client";

import { Building2, Gauge, ListChecks, Plug, Settings, ShieldCheck, Siren, Users } from "lucide-react";
import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell.tsx";
import { Heartbeat } from "@/components/layout/heartbeat.tsx";
import { useLive } from "@/components/live/use-live.ts";
import { signOutHere } from "@/components/organization/sign-in-with-password.ts";
import { type Rail, railSchema } from "@/lib/reporting/schema.ts";

type Props = {
  organization: { name: string; slug: string };
  member: { name: string; email: string };
  others: { name: string; href: string }[];
  rail: Rail;
  children: ReactNode;
};

/** The shell with the places of this organization, its counts and its heartbeat kept fresh. */
export function PortalShell({ organization, member, others, rail, children }: Props) {
  const { data } = useLive({ organization: organization.slug, path: "/rail", schema: railSchema, initial: rail, everyMs: 10_000 });
  const home = `/${organization.slug}`;
  const nav = [
    [
      { href: home, label: "Overview", icon: <Gauge aria-hidden />, exact: true },
      { href: `${home}/verifications`, label: "Verifications", icon: <ListChecks aria-hidden />, count: data.verifications },
      { href: `${home}/campaigns`, label: "Campaigns", icon: <Siren aria-hidden />, count: data.campaigns },
      { href: `${home}/connections`, label: "Connections", icon: <Plug aria-hidden />, count: data.connections },
    ],
    [
      { href: `${home}/policies`, label: "Policies", icon: <ShieldCheck aria-hidden /> },
      { href: `${home}/companies`, label: "Companies", icon: <Building2 aria-hidden /> },
      { href: `${home}/team`, label: "Team", icon: <Users aria-hidden /> },
      { href: `${home}/settings`, label: "Settings", icon: <Settings aria-hidden /> },
    ],
  ];
  return (
    <AppShell
      homeHref={home}
      searchHref={`${home}/verifications`}
      nav={nav}
      member={member}
      organization={organization}
      others={others}
      signOut={signOutHere}
      heartbeat={<Heartbeat isWorking={data.worker.isAlive} lastJobAt={data.worker.lastJobAt} />}
    >
      {children}
    </AppShell>
  );
}
