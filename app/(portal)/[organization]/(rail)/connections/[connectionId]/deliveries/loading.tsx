import { PanelSkeleton } from "@/components/layout/panel-skeleton.tsx";

export default function Loading() {
  return <PanelSkeleton what="the deliveries" title="Deliveries" rows={12} />;
}
