-- CreateEnum
CREATE TYPE "IncidentKind" AS ENUM ('credentials', 'webhook', 'permissions', 'budget', 'outage', 'gap', 'writes');

-- CreateEnum
CREATE TYPE "RotationState" AS ENUM ('draft', 'running', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "DeliverySource" AS ENUM ('webhook', 'reconciliation');

-- CreateEnum
CREATE TYPE "AlertChannelKind" AS ENUM ('mail', 'slack', 'teams');

-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "budgetLimit" INTEGER,
ADD COLUMN     "budgetReadAt" TIMESTAMPTZ(3),
ADD COLUMN     "budgetUsed" INTEGER,
ADD COLUMN     "failuresInRow" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastReconciledAt" TIMESTAMPTZ(3),
ADD COLUMN     "nextCheckAt" TIMESTAMPTZ(3),
ADD COLUMN     "nextReconcileAt" TIMESTAMPTZ(3),
ADD COLUMN     "outageSince" TIMESTAMPTZ(3),
ADD COLUMN     "pausedAt" TIMESTAMPTZ(3),
ADD COLUMN     "pausedByName" TEXT,
ADD COLUMN     "probeAt" TIMESTAMPTZ(3),
ADD COLUMN     "reconciledThroughAt" TIMESTAMPTZ(3),
ADD COLUMN     "reconciledThroughId" BIGINT;

-- AlterTable
ALTER TABLE "deliveries" ADD COLUMN     "gapId" UUID,
ADD COLUMN     "replayedAt" TIMESTAMPTZ(3),
ADD COLUMN     "replayedByName" TEXT,
ADD COLUMN     "sequenceNumber" BIGINT,
ADD COLUMN     "source" "DeliverySource" NOT NULL DEFAULT 'webhook';

-- CreateTable
CREATE TABLE "webhook_doors" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "keyHash" BYTEA NOT NULL,
    "secretSealed" BYTEA NOT NULL,
    "acceptedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_doors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incidents" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "kind" "IncidentKind" NOT NULL,
    "code" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "occurrences" INTEGER NOT NULL DEFAULT 1,
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_events" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "code" TEXT,
    "params" JSONB NOT NULL DEFAULT '{}',
    "byName" TEXT,

    CONSTRAINT "connection_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "failed_sign_ins" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "zoneHost" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "credentialsVersion" INTEGER NOT NULL,
    "fromAddress" TEXT,
    "fromHost" TEXT NOT NULL,

    CONSTRAINT "failed_sign_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_call_hours" (
    "connectionId" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "organizationId" UUID NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "api_call_hours_pkey" PRIMARY KEY ("connectionId","hour")
);

-- CreateTable
CREATE TABLE "credential_rotations" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "state" "RotationState" NOT NULL DEFAULT 'draft',
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "startedByName" TEXT NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "generation" INTEGER NOT NULL DEFAULT 0,
    "email" TEXT,
    "usernameSealed" BYTEA,
    "secretSealed" BYTEA,
    "trackingIdentifierSealed" BYTEA,
    "trackingIdentifierKind" TEXT NOT NULL DEFAULT 'custom',
    "slotKey" TEXT,
    "zoneUrl" TEXT,
    "webUrl" TEXT,
    "databaseId" INTEGER,
    "apiResourceId" BIGINT,
    "rights" JSONB,
    "webhookId" BIGINT,
    "webhookName" TEXT,
    "webhookGuid" TEXT,
    "webhookKeyHash" BYTEA,
    "webhookKeySealed" BYTEA,
    "webhookSecretSealed" BYTEA,
    "oldWebhookId" BIGINT,
    "oldWebhookName" TEXT,
    "oldUsernameSealed" BYTEA,
    "oldSecretSealed" BYTEA,
    "oldTrackingIdentifierSealed" BYTEA,
    "oldZoneUrl" TEXT,
    "progress" JSONB,

    CONSTRAINT "credential_rotations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "identifierDeadline" DATE,
    "identifierDeadlineText" TEXT,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gaps" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "detectedAt" TIMESTAMPTZ(3) NOT NULL,
    "found" INTEGER NOT NULL DEFAULT 0,
    "recoveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "gaps_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_channels" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "AlertChannelKind" NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "urlSealed" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByName" TEXT,
    "disabledAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),
    "lastSentAt" TIMESTAMPTZ(3),
    "lastErrorAt" TIMESTAMPTZ(3),
    "lastErrorCode" TEXT,

    CONSTRAINT "alert_channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alerts" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "channelId" UUID NOT NULL,
    "incidentId" UUID,
    "kind" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "refusedAt" TIMESTAMPTZ(3),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "webhook_doors_connectionId_keyHash_key" ON "webhook_doors"("connectionId", "keyHash");

-- CreateIndex
CREATE INDEX "incidents_organizationId_connectionId_openedAt_idx" ON "incidents"("organizationId", "connectionId", "openedAt" DESC);

-- CreateIndex
CREATE INDEX "connection_events_organizationId_connectionId_at_idx" ON "connection_events"("organizationId", "connectionId", "at" DESC);

-- CreateIndex
CREATE INDEX "failed_sign_ins_organizationId_connectionId_at_idx" ON "failed_sign_ins"("organizationId", "connectionId", "at" DESC);

-- CreateIndex
CREATE INDEX "credential_rotations_organizationId_connectionId_startedAt_idx" ON "credential_rotations"("organizationId", "connectionId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "gaps_organizationId_connectionId_startedAt_idx" ON "gaps"("organizationId", "connectionId", "startedAt" DESC);

-- CreateIndex
CREATE INDEX "alert_channels_organizationId_createdAt_idx" ON "alert_channels"("organizationId", "createdAt");

-- CreateIndex
CREATE INDEX "alerts_organizationId_createdAt_idx" ON "alerts"("organizationId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "alerts_channelId_incidentId_kind_key" ON "alerts"("channelId", "incidentId", "kind");

-- CreateIndex
CREATE INDEX "connections_nextCheckAt_idx" ON "connections"("nextCheckAt");

-- CreateIndex
CREATE INDEX "connections_nextReconcileAt_idx" ON "connections"("nextReconcileAt");

-- AddForeignKey
ALTER TABLE "webhook_doors" ADD CONSTRAINT "webhook_doors_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_events" ADD CONSTRAINT "connection_events_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "failed_sign_ins" ADD CONSTRAINT "failed_sign_ins_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_call_hours" ADD CONSTRAINT "api_call_hours_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credential_rotations" ADD CONSTRAINT "credential_rotations_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_gapId_fkey" FOREIGN KEY ("gapId") REFERENCES "gaps"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gaps" ADD CONSTRAINT "gaps_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_channelId_fkey" FOREIGN KEY ("channelId") REFERENCES "alert_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

CREATE UNIQUE INDEX "incidents_one_open_per_kind" ON "incidents" ("connectionId", "kind") WHERE "closedAt" IS NULL;
CREATE UNIQUE INDEX "credential_rotations_one_open" ON "credential_rotations" ("connectionId") WHERE "state" IN ('draft', 'running', 'failed');
CREATE UNIQUE INDEX "gaps_one_open_per_reason" ON "gaps" ("connectionId", "reason") WHERE "endedAt" IS NULL;
-- What reconciliation and the budget of open work look for.
CREATE INDEX "deliveries_of_ticket" ON "deliveries" ("connectionId", "autotaskTicketId");
CREATE INDEX "deliveries_open" ON "deliveries" ("connectionId", "receivedAt") WHERE "processedAt" IS NULL;
ALTER TABLE "installation" ADD CONSTRAINT "installation_one_row" CHECK ("id" = 1);

-- Row security, as in the first migration, and of each table no more than the screens need.
DO $$
DECLARE
  made record;
BEGIN
  FOR made IN
    SELECT * FROM (VALUES
      ('webhook_doors', 'SELECT, DELETE'),
      ('incidents', 'SELECT, INSERT, UPDATE'),
      ('connection_events', 'SELECT, INSERT'),
      ('failed_sign_ins', 'SELECT'),
      ('api_call_hours', 'SELECT'),
      ('credential_rotations', 'SELECT, INSERT, UPDATE'),
      ('gaps', 'SELECT'),
      ('alert_channels', 'SELECT, INSERT, UPDATE'),
      ('alerts', 'SELECT, INSERT')
    ) AS tables (name, rights)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made.name);
    EXECUTE format('CREATE POLICY organization_only ON %I TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization())', made.name);
    EXECUTE format('GRANT %s ON %I TO countersign_portal', made.rights, made.name);
  END LOOP;
END $$;
GRANT SELECT ON "installation" TO countersign_portal;

-- Replay: a person marks a delivery, and the worker does the rest.
GRANT UPDATE ("replayedAt", "replayedByName") ON "deliveries" TO countersign_portal;

-- No schema that others may write to is searched by what runs with the owner's rights.
ALTER FUNCTION enqueue_job SET search_path = pg_catalog, pg_temp;

-- Connections made before are watched from now on.
UPDATE "connections" SET "nextCheckAt" = now(), "nextReconcileAt" = now() WHERE "state" IN ('connected', 'paused');
