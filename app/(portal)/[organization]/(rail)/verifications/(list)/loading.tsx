import { ScreenSkeleton } from "@/components/layout/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton what="the verifications" title="Verifications" rows={12} />;
}
