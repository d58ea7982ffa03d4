import { PanelSkeleton } from "@/components/layout/panel-skeleton.tsx";

export default function Loading() {
  return <PanelSkeleton what="the external providers" title="External providers" rows={4} />;
}
