import { Facts } from "@/components/ui/facts.tsx";
import { Panel } from "@/components/ui/panel.tsx";
import type { OrganizationSettings } from "@/lib/organization/schema.ts";
import { languageNames } from "@/lib/words/schema.ts";

/** The settings for whoever may not change them. */
export function SettingsFacts({ settings }: { settings: OrganizationSettings }) {
  return (
    <Panel title="Organization">
      <Facts
        facts={[
          { term: "Name", value: settings.name },
          { term: "Time zone", value: settings.timeZone.replaceAll("_", " ") },
          { term: "Language of mails", value: languageNames[settings.language] },
        ]}
      />
    </Panel>
  );
}
