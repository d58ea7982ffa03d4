import path from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { CHROMIUM_ARGS, findBrowser } from "./e2e/fixtures/browser.mjs";

const { executablePath, env } = await findBrowser(path.join(import.meta.dirname, ".data/chromium"));
const report = process.env.PLAYWRIGHT_REPORT;

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: ".data/test-results",
  // Reported by name, and no more than a few of them are forgiven: see lib/launch/test-totals.ts.
  retries: 1,
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: report ? [["list"], ["json", { outputFile: report }]] : "list",
  use: {
    baseURL: process.env.BASE_URL ?? "http://localhost:3000",
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath, args: CHROMIUM_ARGS, env: { ...process.env, ...env } as Record<string, string> },
  },
  projects: [{ name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 900 } } }],
});
