// Who may import whom, as ARCHITECTURE.md draws it. biome.json enforces it while typing; the architecture test plants
// every import that is forbidden here and fails unless Biome reports each.

const base = ["platform", "words", "audit", "jobs", "organization", "notification", "autotask"];
const features = ["connection", "directory", "intake", "policy", "verification", "write-back", "reporting"];

/** For each folder of lib, the other folders it may import. */
export const mayImport: Record<string, readonly string[]> = {
  platform: [],
  /** What people without an account read, in each language. */
  words: [],
  "autotask-simulator": [],
  mailbox: [],
  autotask: ["platform"],
  jobs: ["platform"],
  audit: ["platform"],
  organization: ["platform", "words", "audit", "jobs", "notification"],
  notification: ["platform", "words", "audit", "jobs"],
  connection: base,
  directory: [...base, "connection"],
  verification: [...base, "connection", "directory"],
  policy: [...base, "connection", "directory", "verification"],
  intake: [...base, "connection", "directory", "verification", "policy"],
  "write-back": [...base, "connection", "directory", "verification"],
  reporting: [...base, ...features],
  web: ["platform", "words", "audit", "organization"],
  /** The REST API: what its routes take and answer, over lib/web and the use cases. Imported by app only. */
  api: [...base, ...features, "web"],
  /** The web process: the webhook's door beside Next. Nobody imports it but the launcher, which starts it. */
  server: ["platform", "intake", "web"],
  worker: [...base, ...features],
  admin: [...base, ...features],
};

/** What only lib/web may import of what npm offers: everything else runs under plain Node. */
export const webOnly = ["next", "next/headers", "next-auth", "next-auth/jwt", "react", "server-only"];

/** Folders no code of the product imports. */
export const importedByNobody = ["worker", "server", "admin", "launch", "bench", "testing", "autotask-simulator", "mailbox"];
