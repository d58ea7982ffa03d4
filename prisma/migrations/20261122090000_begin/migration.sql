-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "ConnectionState" AS ENUM ('draft', 'connecting', 'connected', 'paused', 'disconnected');

-- CreateEnum
CREATE TYPE "DeliveryFate" AS ENUM ('accepted', 'verification_started', 'not_verified', 'ignored', 'unreadable', 'failed');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'technician', 'auditor');

-- CreateEnum
CREATE TYPE "VerificationState" AS ENUM ('pending', 'sent', 'opened', 'passed', 'failed', 'denied', 'expired', 'cancelled', 'not_possible');

-- CreateEnum
CREATE TYPE "Strength" AS ENUM ('weak', 'fair', 'good', 'best');

-- CreateEnum
CREATE TYPE "ChallengeState" AS ENUM ('waiting', 'sending', 'sent', 'passed', 'failed', 'closed');

-- CreateEnum
CREATE TYPE "WriteBackKind" AS ENUM ('note', 'udf', 'status', 'resolution');

-- CreateEnum
CREATE TYPE "WriteBackState" AS ENUM ('waiting', 'sending', 'unconfirmed', 'written', 'refused', 'left_alone', 'dropped');

-- CreateTable
CREATE TABLE "audit_entries" (
    "organizationId" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT,
    "action" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "previousHash" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("organizationId","sequence")
);

-- CreateTable
CREATE TABLE "connections" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" "ConnectionState" NOT NULL DEFAULT 'draft',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" UUID,
    "draftSavedAt" TIMESTAMPTZ(3),
    "draftStep" TEXT NOT NULL DEFAULT 'security-level',
    "email" TEXT,
    "usernameSealed" BYTEA,
    "secretSealed" BYTEA,
    "trackingIdentifierSealed" BYTEA,
    "trackingIdentifierKind" TEXT NOT NULL DEFAULT 'custom',
    "credentialsSetAt" TIMESTAMPTZ(3),
    "credentialsSetByName" TEXT,
    "credentialsVersion" INTEGER NOT NULL DEFAULT 0,
    "testedVersion" INTEGER,
    "testedAt" TIMESTAMPTZ(3),
    "lastTest" JSONB,
    "rights" JSONB,
    "slotKey" TEXT,
    "zoneOverride" TEXT,
    "zoneUrl" TEXT,
    "webUrl" TEXT,
    "databaseId" INTEGER,
    "apiResourceId" BIGINT,
    "progress" JSONB,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "connectedAt" TIMESTAMPTZ(3),
    "connectedByName" TEXT,
    "disconnectedAt" TIMESTAMPTZ(3),
    "leftBehind" JSONB,
    "webhookId" BIGINT,
    "webhookName" TEXT,
    "webhookGuid" TEXT,
    "webhookKeyHash" BYTEA,
    "webhookKeySealed" BYTEA,
    "webhookSecretSealed" BYTEA,
    "webhookActive" BOOLEAN,
    "webhookReady" BOOLEAN,
    "webhookFieldCount" INTEGER,
    "options" JSONB NOT NULL DEFAULT '{}',
    "lastCheckedAt" TIMESTAMPTZ(3),
    "lastCheckAskedAt" TIMESTAMPTZ(3),
    "lastDeliveryAt" TIMESTAMPTZ(3),
    "lastWriteAt" TIMESTAMPTZ(3),
    "lastErrorAt" TIMESTAMPTZ(3),
    "lastErrorCode" TEXT,
    "lastErrorAnswer" TEXT,
    "blockedAt" TIMESTAMPTZ(3),
    "blockedCode" TEXT,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_slots" (
    "slotKey" TEXT NOT NULL,
    "endpoint" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "holder" TEXT NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "api_slots_pkey" PRIMARY KEY ("slotKey","endpoint","position")
);

-- CreateTable
CREATE TABLE "mirrored_companies" (
    "connectionId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "autotaskId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mirrored_companies_pkey" PRIMARY KEY ("connectionId","autotaskId")
);

-- CreateTable
CREATE TABLE "mirrored_resources" (
    "connectionId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "autotaskId" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "isActive" BOOLEAN NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mirrored_resources_pkey" PRIMARY KEY ("connectionId","autotaskId")
);

-- CreateTable
CREATE TABLE "mirrored_picklists" (
    "connectionId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "fetchedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mirrored_picklists_pkey" PRIMARY KEY ("connectionId","field")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "autotaskId" BIGINT NOT NULL,
    "number" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "companyId" BIGINT,
    "companyName" TEXT,
    "contactId" BIGINT,
    "contactName" TEXT,
    "technicianResourceId" BIGINT,
    "technicianName" TEXT,
    "technicianEmail" TEXT,
    "sourceLabel" TEXT,
    "statusLabel" TEXT,
    "statusValue" INTEGER,
    "createdInAutotaskAt" TIMESTAMPTZ(3),
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "eventKey" TEXT NOT NULL,
    "rawBody" BYTEA,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT,
    "entityType" TEXT,
    "autotaskTicketId" BIGINT,
    "ticketNumber" TEXT,
    "repeats" INTEGER NOT NULL DEFAULT 0,
    "fate" "DeliveryFate" NOT NULL DEFAULT 'accepted',
    "fateReason" TEXT,
    "processedAt" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "workerId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,
    "lastJobAt" TIMESTAMPTZ(3),
    "stoppedAt" TIMESTAMPTZ(3),

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("workerId")
);

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "logo" BYTEA,
    "logoType" TEXT,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "userAgent" TEXT,
    "address" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "keyHash" BYTEA NOT NULL,
    "prefix" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_links" (
    "id" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "setup_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "verify" BOOLEAN NOT NULL,
    "rule" TEXT NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "ticketId" UUID NOT NULL,
    "run" TEXT NOT NULL,
    "state" "VerificationState" NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "receipt" TEXT NOT NULL,
    "requesterContactId" BIGINT,
    "requesterName" TEXT,
    "requesterSource" TEXT,
    "companyName" TEXT,
    "startedByName" TEXT,
    "method" TEXT,
    "strength" "Strength",
    "tokenHash" BYTEA,
    "tokenSealed" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),
    "expiresAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "challenges" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "verificationId" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "state" "ChallengeState" NOT NULL DEFAULT 'waiting',
    "destinationSealed" BYTEA,
    "destinationMasked" TEXT,
    "codeMac" BYTEA,
    "codeSealed" BYTEA,
    "codeNumber" INTEGER NOT NULL DEFAULT 0,
    "codeExpiresAt" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "challenges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_events" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "verificationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "verification_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "write_backs" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "verificationId" UUID NOT NULL,
    "kind" "WriteBackKind" NOT NULL,
    "state" "WriteBackState" NOT NULL DEFAULT 'waiting',
    "marker" TEXT NOT NULL,
    "intent" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastSentAt" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "leaseUntil" TIMESTAMPTZ(3),
    "nextAttemptAt" TIMESTAMPTZ(3),
    "writtenAt" TIMESTAMPTZ(3),
    "autotaskId" BIGINT,
    "errorCode" TEXT,
    "errorAnswer" TEXT,

    CONSTRAINT "write_backs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entries_organizationId_subjectKind_subjectId_idx" ON "audit_entries"("organizationId", "subjectKind", "subjectId");

-- CreateIndex
CREATE INDEX "connections_organizationId_createdAt_idx" ON "connections"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "mirrored_companies_organizationId_idx" ON "mirrored_companies"("organizationId");

-- CreateIndex
CREATE INDEX "mirrored_resources_organizationId_idx" ON "mirrored_resources"("organizationId");

-- CreateIndex
CREATE INDEX "mirrored_picklists_organizationId_idx" ON "mirrored_picklists"("organizationId");

-- CreateIndex
CREATE INDEX "tickets_organizationId_number_idx" ON "tickets"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_connectionId_autotaskId_key" ON "tickets"("connectionId", "autotaskId");

-- CreateIndex
CREATE INDEX "deliveries_organizationId_connectionId_receivedAt_idx" ON "deliveries"("organizationId", "connectionId", "receivedAt" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_connectionId_eventKey_key" ON "deliveries"("connectionId", "eventKey");

-- CreateIndex
CREATE UNIQUE INDEX "organizations_slug_key" ON "organizations"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "members_userId_idx" ON "members"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "members_organizationId_userId_key" ON "members"("organizationId", "userId");

-- CreateIndex
CREATE INDEX "sessions_userId_idx" ON "sessions"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_keyHash_key" ON "api_keys"("keyHash");

-- CreateIndex
CREATE INDEX "api_keys_organizationId_idx" ON "api_keys"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "setup_links_tokenHash_key" ON "setup_links"("tokenHash");

-- CreateIndex
CREATE INDEX "rate_limits_expire_idx" ON "rate_limits"("expire");

-- CreateIndex
CREATE INDEX "decisions_organizationId_ticketId_at_idx" ON "decisions"("organizationId", "ticketId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "verifications_receipt_key" ON "verifications"("receipt");

-- CreateIndex
CREATE UNIQUE INDEX "verifications_tokenHash_key" ON "verifications"("tokenHash");

-- CreateIndex
CREATE INDEX "verifications_organizationId_createdAt_id_idx" ON "verifications"("organizationId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "verifications_organizationId_state_createdAt_id_idx" ON "verifications"("organizationId", "state", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "verifications_organizationId_connectionId_createdAt_id_idx" ON "verifications"("organizationId", "connectionId", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "verifications_ticketId_run_key" ON "verifications"("ticketId", "run");

-- CreateIndex
CREATE INDEX "challenges_verificationId_idx" ON "challenges"("verificationId");

-- CreateIndex
CREATE INDEX "challenges_organizationId_idx" ON "challenges"("organizationId");

-- CreateIndex
CREATE INDEX "verification_events_verificationId_at_idx" ON "verification_events"("verificationId", "at");

-- CreateIndex
CREATE INDEX "verification_events_organizationId_idx" ON "verification_events"("organizationId");

-- CreateIndex
CREATE INDEX "write_backs_organizationId_createdAt_idx" ON "write_backs"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "write_backs_connectionId_state_idx" ON "write_backs"("connectionId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "write_backs_verificationId_kind_key" ON "write_backs"("verificationId", "kind");

-- AddForeignKey
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mirrored_companies" ADD CONSTRAINT "mirrored_companies_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mirrored_resources" ADD CONSTRAINT "mirrored_resources_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mirrored_picklists" ADD CONSTRAINT "mirrored_picklists_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_userId_fkey" FOREIGN KEY ("userId") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verifications" ADD CONSTRAINT "verifications_ticketId_fkey" FOREIGN KEY ("ticketId") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "challenges" ADD CONSTRAINT "challenges_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "verifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_events" ADD CONSTRAINT "verification_events_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "verifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "write_backs" ADD CONSTRAINT "write_backs_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "write_backs" ADD CONSTRAINT "write_backs_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "verifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

-- One open verification per ticket, and one connection per Autotask database, whoever asks.
CREATE UNIQUE INDEX "verifications_one_open_per_ticket" ON "verifications" ("ticketId") WHERE "state" IN ('pending', 'sent', 'opened');
CREATE UNIQUE INDEX "connections_one_per_autotask_database" ON "connections" ("databaseId") WHERE "state" IN ('connecting', 'connected', 'paused');

-- Row security. Everything a member or an API key asks for runs as this role, inside a transaction that names one
-- organization; the worker and the intake run as the owner of the tables, whom policies do not bind.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'countersign_portal') THEN
    CREATE ROLE countersign_portal NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- Another database of this cluster made it just now.
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT countersign_portal TO %I', current_user);
EXCEPTION WHEN OTHERS THEN NULL; -- A superuser needs no grant, and two databases of one cluster may grant at once.
END $$;

GRANT USAGE ON SCHEMA public TO countersign_portal;

CREATE FUNCTION current_organization() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('app.organization_id', true), '')::uuid $$;

DO $$
DECLARE
  owned text;
BEGIN
  FOR owned IN
    SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'organizationId'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', owned);
    EXECUTE format('CREATE POLICY organization_only ON %I TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization())', owned);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO countersign_portal', owned);
  END LOOP;
END $$;

ALTER TABLE "organizations" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "organizations" TO countersign_portal USING ("id" = current_organization()) WITH CHECK ("id" = current_organization());
GRANT SELECT, UPDATE ON "organizations" TO countersign_portal;

ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;
CREATE POLICY members_only ON "users" FOR SELECT TO countersign_portal USING ("id" IN (SELECT "userId" FROM "members"));
GRANT SELECT ("id", "email", "name", "createdAt") ON "users" TO countersign_portal;

GRANT SELECT ON "worker_heartbeats" TO countersign_portal;

-- Evidence is added to, never changed, by whoever signs in.
REVOKE UPDATE, DELETE ON "audit_entries", "deliveries", "decisions", "verification_events" FROM countersign_portal;
REVOKE DELETE ON "connections", "tickets", "verifications", "challenges", "write_backs", "members" FROM countersign_portal;

-- The queue belongs to graphile-worker's schema, which portal transactions may not touch; this adds a job for them.
-- PL/pgSQL binds late, so the function may exist before that schema does.
CREATE FUNCTION enqueue_job(identifier text, payload json, job_key text, run_at timestamptz, max_attempts int, priority int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier, payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key, priority => priority);
END $$;
REVOKE EXECUTE ON FUNCTION enqueue_job FROM public;
GRANT EXECUTE ON FUNCTION enqueue_job TO countersign_portal;
