import { ScreenSkeleton } from "@/components/layout/screen-skeleton.tsx";

export default function Loading() {
  return <ScreenSkeleton what="this verification" rows={8} />;
}
