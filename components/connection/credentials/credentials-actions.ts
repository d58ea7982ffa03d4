import type { ConnectionAction } from "@/components/connection/use-connection-action.ts";
import { valuesText } from "@/components/connection/values-text.ts";
import { connectText } from "@/components/connection/wizard/connect-step.tsx";
import type { NewCredentials } from "@/lib/connection/rotate/schema.ts";
import type { TestResult } from "@/lib/connection/schema.ts";
import type { ActionResult, CommonCode } from "@/lib/web/action-result.ts";

type EnterCode = "connection.value_missing" | "connection.zone_refused" | "connection.rotation_running" | CommonCode;
type StartCode = "connection.app_url_refused" | "connection.not_tested" | CommonCode;
type CancelCode = "connection.rotation_switched" | CommonCode;

/** What the page can do. */
export type CredentialsActions = {
  enter: (values: NewCredentials & { connectionId: string; again: boolean }) => Promise<ActionResult<{ test: TestResult }, EnterCode>>;
  /** Put in place, Try this step again, Remove it now: what the exchange needs next. */
  start: ConnectionAction<{ running: boolean }, StartCode>;
  cancel: ConnectionAction<{ cancelled: boolean }, CancelCode>;
};

export const enterText = {
  ...valuesText,
  "connection.rotation_running": "New credentials are being put in place already. The page shows how far they are.",
};
export const startText = {
  "connection.app_url_refused": connectText["connection.app_url_refused"],
  "connection.not_tested": "Autotask has not accepted these values yet. Test them first.",
};
export const cancelText = {
  "connection.rotation_switched": "The new credentials are in use already, so there is nothing left to give up.",
};
