import { PanelSkeleton } from "@/components/layout/panel-skeleton.tsx";

export default function Loading() {
  return <PanelSkeleton what="the signals" title="Signals" rows={6} />;
}
