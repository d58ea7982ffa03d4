import path from "node:path";
import { chromium } from "@playwright/test";
import lighthouse, { type Flags } from "lighthouse";
import { CHROMIUM_ARGS, findBrowser } from "../../e2e/fixtures/browser.mjs";
import { PROJECT } from "../launch/migrate.ts";
import { findFreePort } from "../launch/ports.ts";
import type { TestStack } from "../launch/test-stack.ts";
import { median, round } from "./figures.ts";
import { openPortal } from "./portal.ts";
import { findMail, simulator, waitFor } from "./stack-calls.ts";

const runs = 5;
/** A contact of the simulator's demo tenant with a mailbox of her own. */
const contactId = 29683586;

/**
 * The requester's page while an e-mail code is waited for, by Lighthouse with its own mobile settings (a slow phone on slow
 * 4G, both simulated): scores, and what was transferred. The median of several runs, since the scores of one vary.
 */
export async function measurePage(stack: TestStack) {
  await openPortal(stack);
  const ticket = await simulator<{ ticketNumber: string }>(stack, "POST", "tickets", { contactId, title: "Bench", source: 2 });
  const { text } = await waitFor(() => findMail(stack, ticket.ticketNumber));
  const link = /https?:\/\/\S+\/v\/\S+/.exec(text)?.[0] ?? "";
  const port = await findFreePort();
  const { executablePath, env } = await findBrowser(path.join(PROJECT, ".data/chromium"));
  const browser = await chromium.launch({
    executablePath,
    args: [...CHROMIUM_ARGS, `--remote-debugging-port=${port}`],
    env: { ...process.env, ...env } as Record<string, string>,
  });
  try {
    const seen: Seen[] = [];
    for (let run = 0; run < runs; run += 1) seen.push(await look(link, port));
    const middle = (pick: (each: Seen) => number) => median(seen.map(pick));
    return {
      page: "the question for an e-mail code",
      performance: { median: middle((each) => each.performance), lowest: Math.min(...seen.map((each) => each.performance)), aim: ">= 95" },
      accessibility: { lowest: Math.min(...seen.map((each) => each.accessibility)), aim: "100" },
      transferredKiB: round(middle((each) => each.bytes) / 1_024),
      scriptKiB: round(middle((each) => each.scriptBytes) / 1_024),
      requests: middle((each) => each.requests),
      largestPaintMs: round(
        middle((each) => each.largestPaintMs),
        0,
      ),
      blockedMs: round(
        middle((each) => each.blockedMs),
        0,
      ),
    };
  } finally {
    await browser.close();
  }
}

type Seen = Awaited<ReturnType<typeof look>>;

async function look(url: string, port: number) {
  const flags: Flags = { port, output: "json", logLevel: "error", onlyCategories: ["performance", "accessibility"] };
  const result = await lighthouse(url, flags);
  if (!result) throw new Error("Lighthouse gave no result.");
  const { categories, audits, runtimeError } = result.lhr;
  if (runtimeError) throw new Error(`Lighthouse could not look: ${runtimeError.message}`);
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  const value = (name: string) => audits[name]?.numericValue ?? Number.NaN;
  const requests = itemsOf(audits["network-requests"]?.details);
  const bytesOf = (items: Request[]) => items.reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0);
  return {
    performance: score("performance"),
    accessibility: score("accessibility"),
    requests: requests.length,
    bytes: bytesOf(requests),
    scriptBytes: bytesOf(requests.filter(({ resourceType }) => resourceType === "Script")),
    largestPaintMs: value("largest-contentful-paint"),
    blockedMs: value("total-blocking-time"),
  };
}

type Request = { transferSize?: number; resourceType?: string };

function itemsOf(details: unknown): Request[] {
  return typeof details === "object" && details !== null && "items" in details ? (details.items as Request[]) : [];
}
