"use client";

import { ToastProvider, toast } from "@heroui/react";

/** News about what the person just did, and nothing else: problems stay in the page. */
export function showToast(title: string, description?: string): void {
  toast(title, { description, timeout: 6000 });
}

/** Where toasts appear. Once per shell. */
export function ToastRegion() {
  return <ToastProvider placement="bottom end" width={360} />;
}
