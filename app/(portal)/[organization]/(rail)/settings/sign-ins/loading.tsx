import { PanelSkeleton } from "@/components/layout/panel-skeleton.tsx";

export default function Loading() {
  return <PanelSkeleton what="your sign-ins" title="Your sign-ins" rows={3} />;
}
