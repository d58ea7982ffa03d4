import { PanelSkeleton } from "@/components/layout/panel-skeleton.tsx";

export default function Loading() {
  return <PanelSkeleton what="the alert channels" title="Alerts" rows={4} />;
}
