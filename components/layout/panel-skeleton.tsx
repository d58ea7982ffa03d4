import { Panel } from "@/components/ui/panel.tsx";
import { SkeletonRows } from "@/components/ui/skeleton-rows.tsx";

type Props = {
  /** "the deliveries" in "Loading the deliveries". */
  what: string;
  /** The title of the panel that will stand here. */
  title: string;
  rows?: number;
};

/** The place of a tab's panel before its first data; the page's head stands already. */
export function PanelSkeleton({ what, title, rows }: Props) {
  return (
    <Panel flush title={title}>
      <SkeletonRows label={what} rows={rows} />
    </Panel>
  );
}
