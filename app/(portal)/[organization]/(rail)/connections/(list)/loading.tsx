import { ScreenSkeleton } from "@/components/layout/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton what="the connections" title="Connections" rows={6} />;
}
