import { Panel } from "@/components/ui/panel.tsx";
import { SkeletonRows } from "@/components/ui/skeleton-rows.tsx";

export default function Loading() {
  return (
    <Panel flush>
      <SkeletonRows label="connections" />
    </Panel>
  );
}
