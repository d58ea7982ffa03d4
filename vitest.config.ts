import path from "node:path";
import { defineConfig } from "vitest/config";

const skipped = ["**/node_modules/**", ".next/**", ".data/**", "e2e/**"];

export default defineConfig({
  resolve: {
    alias: {
      "@": import.meta.dirname,
      // Throws outside React's server condition; Next swaps it for this file, so the tests do too.
      "server-only": path.join(import.meta.dirname, "node_modules/next/dist/compiled/server-only/empty.js"),
    },
  },
  test: {
    environment: "node",
    restoreMocks: true,
    unstubEnvs: true,
    // A fact that comes late on a busy machine is still the fact; one that never comes is what fails.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["{lib,app,components}/**/*.test.{ts,tsx}", "*.test.ts"],
          exclude: [...skipped, "**/*.db.test.ts", "**/*.contract.test.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["{lib,app}/**/*.db.test.ts"],
          exclude: skipped,
          globalSetup: path.join(import.meta.dirname, "lib/testing/global-setup.ts"),
          hookTimeout: 60_000,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: { name: "contract", include: ["lib/**/*.contract.test.ts"], exclude: skipped, hookTimeout: 60_000, testTimeout: 30_000 },
      },
    ],
  },
});
