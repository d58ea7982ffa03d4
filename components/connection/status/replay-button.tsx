"use client";

import { RotateCw } from "lucide-react";
import { postAction } from "@/components/connection/post-action.ts";
import { useConnectionAction } from "@/components/connection/use-connection-action.ts";
import { Button } from "@/components/ui/button.tsx";
import { showToast } from "@/components/ui/toast.tsx";
import type { DeliverySummary } from "@/lib/intake/schema.ts";

type Props = {
  slug: string;
  connectionId: string;
  delivery: DeliverySummary;
  /** Beside other panels there is place for the sign alone. */
  isCompact?: boolean;
};

/** Has one delivery processed again. Without a question before: nobody is asked twice by it. */
export function ReplayButton({ slug, connectionId, delivery, isCompact = false }: Props) {
  const replay = useConnectionAction(postAction(slug, `deliveries/${delivery.id}/replay`), {
    connectionId,
    organization: slug,
    text: { "web.conflict": "This delivery cannot be processed again: the connection is off, or it is about no new ticket." },
    onDone: () => showToast("Processed again.", "A ticket that has its verification keeps it; nobody is asked twice."),
  });
  return (
    <>
      <Button
        variant="ghost"
        size="sm"
        isPending={replay.isPending}
        isIconOnly={isCompact}
        aria-label={`Replay: ${delivery.ticketNumber ?? "ticket without a number"}`}
        onPress={() => void replay.run()}
      >
        <RotateCw size={14} aria-hidden />
        {!isCompact && "Replay"}
      </Button>
      <span role="alert" className={replay.problem === null ? "sr-only" : "block text-micro whitespace-normal text-danger"}>
        {replay.problem}
      </span>
    </>
  );
}
