import { z } from "zod";
import type { AutotaskClient } from "./client.ts";
import { wholeNumber } from "./values.ts";

const threshold = z
  .object({ externalRequestThreshold: wholeNumber, requestThresholdTimeframe: wholeNumber, currentTimeframeRequestCount: wholeNumber })
  .transform((answer) => ({
    limit: answer.externalRequestThreshold,
    timeframeMinutes: answer.requestThresholdTimeframe,
    used: answer.currentTimeframeRequestCount,
  }));

export type Threshold = z.output<typeof threshold>;

/** How much of the tenant's hourly calls is used, by all integrations together. The question counts as one. */
export function getThreshold(autotask: AutotaskClient): Promise<Threshold> {
  return autotask.request({ method: "GET", path: "/V1.0/ThresholdInformation", response: threshold });
}
