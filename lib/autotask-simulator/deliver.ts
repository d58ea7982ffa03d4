import { setTimeout } from "node:timers/promises";
import { buildDeactivation, buildPayload, isWanted } from "./callouts/payload.ts";
import { sendCallout } from "./callouts/send-callout.ts";
import { signBody } from "./callouts/signature.ts";
import type { Delivery, Row, Tenant, TicketEvent } from "./model.ts";
import { findLevelOfResource, findRow, listRows, nextNumber, now } from "./tenant.ts";
import { isReady } from "./webhooks.ts";
import type { World } from "./world.ts";

const KEPT_DELIVERIES = 500;

export type Deliverer = {
  /** Takes up what a state file left waiting. */
  resume: () => void;
  /** Forgets all waiting work, e.g. before a reset. */
  abandon: () => void;
};

/**
 * Sends ticket events to the registered URLs: in order per webhook, a failing one holding those behind it; 2xx within 10 s or again
 * after 30 s, 5 attempts, then dropped and logged; 25 dropped in a row switch the webhook off.
 */
export function startDeliverer(world: World): Deliverer {
  let controller = new AbortController();
  const running = new Set<string>();

  const run = (tenant: Tenant, webhookId: number) => {
    const key = `${tenant.key} ${webhookId}`;
    if (running.has(key)) return;
    running.add(key);
    const { signal } = controller;
    void drain(world, { tenant, webhookId, signal }).finally(() => {
      if (signal === controller.signal) running.delete(key);
      world.changed();
    });
  };

  world.publish = (tenant, event) => {
    for (const webhook of listWebhooksFor(tenant, event)) {
      queueEvent(tenant, webhook, event);
      run(tenant, webhook.id);
    }
    world.changed();
  };
  world.webhookDeactivated = (tenant, webhook) => {
    for (const delivery of waitingOf(tenant, webhook.id)) delivery.state = "cancelled";
    const call = queueDeactivation(tenant, webhook);
    void sendCallout(tenant, call, controller.signal).then((isAccepted) => {
      call.state = isAccepted ? "delivered" : "dropped";
      world.changed();
    });
  };
  return {
    resume: () => {
      for (const tenant of world.tenants) {
        for (const delivery of tenant.deliveries) if (delivery.state === "waiting") run(tenant, delivery.webhookId);
      }
    },
    abandon: () => {
      controller.abort();
      controller = new AbortController();
      running.clear();
    },
  };
}

function listWebhooksFor(tenant: Tenant, event: TicketEvent): Row[] {
  return listRows(tenant, "TicketWebhooks").filter((webhook) => {
    if (webhook.isActive !== true || !isReady(tenant, webhook.id) || !isWanted(tenant, webhook, event)) return false;
    const isExcluded = listRows(tenant, "TicketWebhookExcludedResources").some(
      (each) => each.webhookID === webhook.id && each.resourceID === event.personId,
    );
    const level = findLevelOfResource(tenant, webhook.ownerResourceID);
    return !isExcluded && (level?.access.Tickets?.view ?? "None") !== "None";
  });
}

function queueEvent(tenant: Tenant, webhook: Row, event: TicketEvent): void {
  const sequence = nextNumber(tenant, `sequence of ${webhook.id}`);
  const body = buildPayload(tenant, webhook, { event, sequence });
  const copies = 1 + tenant.behaviour.duplicateDeliveries;
  for (let copy = 0; copy < copies; copy += 1) {
    const delivery = newDelivery(tenant, webhook, { action: event.action, entityId: event.ticket.id, sequence, body });
    if (tenant.behaviour.suppressDeliveries) delivery.state = "suppressed";
    keep(tenant, delivery);
  }
}

function queueDeactivation(tenant: Tenant, webhook: Row): Delivery {
  const sequence = nextNumber(tenant, `sequence of ${webhook.id}`);
  const body = buildDeactivation(webhook, { sequence });
  const delivery = newDelivery(tenant, webhook, { action: "Deactivated", entityId: webhook.id, sequence, body });
  delivery.url = String(webhook.deactivationUrl);
  if (!tenant.behaviour.signDeactivation) delivery.signature = null;
  // Its own single attempt: it does not wait in the webhook's queue, which ends with the webhook.
  delivery.state = "cancelled";
  keep(tenant, delivery);
  return delivery;
}

type Callout = { action: string; entityId: number; sequence: number; body: string };

export function newDelivery(tenant: Tenant, webhook: Row, callout: Callout): Delivery {
  return {
    ...callout,
    id: nextNumber(tenant, "deliveries"),
    webhookId: webhook.id,
    url: String(webhook.webhookUrl),
    signature: signBody(String(webhook.secretKey), callout.body),
    state: "waiting",
    attempts: [],
  };
}

function keep(tenant: Tenant, delivery: Delivery): void {
  tenant.deliveries.push(delivery);
  if (tenant.deliveries.length <= KEPT_DELIVERIES) return;
  const oldest = tenant.deliveries.findIndex((each) => each.state !== "waiting");
  if (oldest >= 0) tenant.deliveries.splice(oldest, 1);
}

function waitingOf(tenant: Tenant, webhookId: number): Delivery[] {
  return tenant.deliveries.filter((delivery) => delivery.webhookId === webhookId && delivery.state === "waiting");
}

type Queue = { tenant: Tenant; webhookId: number; signal: AbortSignal };

async function drain(world: World, queue: Queue): Promise<void> {
  for (let delivery = nextDelivery(queue); delivery; delivery = nextDelivery(queue)) {
    await deliverOne(world, queue, delivery);
    world.changed();
  }
}

/** Oldest first; with reordering on, nothing until enough wait, then the newest first. */
function nextDelivery(queue: Queue): Delivery | null {
  if (queue.signal.aborted) return null;
  const waiting = waitingOf(queue.tenant, queue.webhookId);
  const { reorderDeliveries } = queue.tenant.behaviour;
  if (reorderDeliveries === 0) return waiting[0] ?? null;
  const sent = queue.tenant.counters[`reordering ${queue.webhookId}`] ?? 0;
  if (sent === 0 && waiting.length < reorderDeliveries) return null;
  queue.tenant.counters[`reordering ${queue.webhookId}`] = waiting.length > 1 ? 1 : 0;
  return waiting.at(-1) ?? null;
}

async function deliverOne(world: World, queue: Queue, delivery: Delivery): Promise<void> {
  const { tenant, signal } = queue;
  const { attemptsPerDelivery, retryDelayMs } = tenant.behaviour;
  while (delivery.state === "waiting" && !signal.aborted) {
    signAgain(tenant, delivery);
    const isAccepted = await sendCallout(tenant, delivery, signal);
    if (delivery.state !== "waiting" || signal.aborted) return;
    if (isAccepted) delivery.state = "delivered";
    else if (delivery.attempts.length >= attemptsPerDelivery) delivery.state = "dropped";
    else await pause(retryDelayMs * world.timeScale, signal);
    world.changed();
  }
  settle(world, tenant, delivery);
}

/** A retry after a rotated secret carries the new one's signature. */
function signAgain(tenant: Tenant, delivery: Delivery): void {
  const webhook = findRow(tenant, "TicketWebhooks", delivery.webhookId);
  if (webhook && delivery.signature !== null) delivery.signature = signBody(String(webhook.secretKey), delivery.body);
}

function settle(world: World, tenant: Tenant, delivery: Delivery): void {
  if (delivery.state === "delivered") tenant.failuresInARow[delivery.webhookId] = 0;
  if (delivery.state !== "dropped") return;
  logDropped(tenant, delivery);
  const failures = (tenant.failuresInARow[delivery.webhookId] ?? 0) + 1;
  tenant.failuresInARow[delivery.webhookId] = failures;
  const webhook = findRow(tenant, "TicketWebhooks", delivery.webhookId);
  if (failures < tenant.behaviour.failuresBeforeShutOff || webhook?.isActive !== true) return;
  webhook.isActive = false;
  world.webhookDeactivated(tenant, structuredClone(webhook));
}

function logDropped(tenant: Tenant, delivery: Delivery): void {
  const last = delivery.attempts.at(-1);
  listRows(tenant, "WebhookEventErrorLogs").push({
    id: nextNumber(tenant, "WebhookEventErrorLogs"),
    accountWebhookID: null,
    contactWebhookID: null,
    createDateTime: now(),
    errorMessage: last?.error ?? `The remote server returned status ${last?.status ?? "none"}.`,
    payload: delivery.body,
    sequenceNumber: delivery.sequence,
  });
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  // A wait that is aborted is simply over; the loop looks at the signal itself.
  await setTimeout(ms, undefined, { signal }).catch(() => undefined);
}
