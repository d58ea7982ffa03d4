"use client";

import { Drawer } from "@heroui/react";
import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useInBrowser } from "@/components/ui/use-reader.ts";

/** The navigation below 1024 px: a button in the ink bar and what it opens. Going somewhere closes it. */
export function NavDrawer({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const isAwake = useInBrowser();
  const [openAt, setOpenAt] = useState<string | null>(null);
  return (
    <Drawer isOpen={openAt === pathname} onOpenChange={(isOpen) => setOpenAt(isOpen ? pathname : null)}>
      <Drawer.Trigger
        aria-label="Menu"
        isDisabled={!isAwake}
        data-asleep={isAwake ? undefined : ""}
        className="inline-grid size-11 cursor-pointer place-items-center rounded-control"
      >
        <Menu size={20} aria-hidden />
      </Drawer.Trigger>
      <Drawer.Backdrop>
        <Drawer.Content placement="left">
          <Drawer.Dialog aria-label="Menu" className="w-72 max-w-[85vw]">
            <div data-ground="ink" className="flex h-full flex-col bg-rail p-3 text-rail-foreground">
              <button
                type="button"
                onClick={() => setOpenAt(null)}
                aria-label="Close the menu"
                className="mb-2 inline-grid size-11 cursor-pointer place-items-center self-end rounded-control"
              >
                <X size={20} aria-hidden />
              </button>
              {children}
            </div>
          </Drawer.Dialog>
        </Drawer.Content>
      </Drawer.Backdrop>
    </Drawer>
  );
}
