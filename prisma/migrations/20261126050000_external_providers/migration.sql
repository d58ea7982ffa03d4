-- CreateEnum
CREATE TYPE "ExternalResult" AS ENUM ('passed', 'failed', 'inconclusive');

-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "externalProviderId" UUID,
ADD COLUMN     "worth" "Strength";

-- CreateTable
CREATE TABLE "external_providers" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID,
    "companyId" BIGINT,
    "companyName" TEXT,
    "name" TEXT NOT NULL,
    "createUrl" TEXT NOT NULL,
    "pageHosts" TEXT[],
    "secretSealed" BYTEA NOT NULL,
    "previousSecretSealed" BYTEA,
    "previousSecretUntil" TIMESTAMPTZ(3),
    "strength" "Strength" NOT NULL,
    "sendsName" BOOLEAN NOT NULL,
    "sendsEmail" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByName" TEXT,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "external_providers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_checks" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "verificationId" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "providerId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "referenceHash" BYTEA NOT NULL,
    "calls" INTEGER NOT NULL DEFAULT 0,
    "urlSealed" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "result" "ExternalResult",
    "checkedBy" TEXT,
    "receipt" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "external_checks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "external_messages" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "providerId" UUID NOT NULL,
    "messageId" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "external_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "external_providers_organizationId_idx" ON "external_providers"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "external_providers_connectionId_companyId_key" ON "external_providers"("connectionId", "companyId");

-- CreateIndex
CREATE UNIQUE INDEX "external_checks_referenceHash_key" ON "external_checks"("referenceHash");

-- CreateIndex
CREATE INDEX "external_checks_verificationId_idx" ON "external_checks"("verificationId");

-- CreateIndex
CREATE INDEX "external_checks_providerId_idx" ON "external_checks"("providerId");

-- CreateIndex
CREATE INDEX "external_checks_organizationId_idx" ON "external_checks"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "external_checks_challengeId_number_key" ON "external_checks"("challengeId", "number");

-- CreateIndex
CREATE INDEX "external_messages_organizationId_idx" ON "external_messages"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "external_messages_providerId_messageId_key" ON "external_messages"("providerId", "messageId");

-- CreateIndex
CREATE INDEX "tickets_organizationId_technicianName_idx" ON "tickets"("organizationId", "technicianName");

-- CreateIndex
CREATE INDEX "verifications_organizationId_method_createdAt_id_idx" ON "verifications"("organizationId", "method", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "verifications_organizationId_strength_createdAt_id_idx" ON "verifications"("organizationId", "strength", "createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "verifications_organizationId_companyName_createdAt_id_idx" ON "verifications"("organizationId", "companyName", "createdAt" DESC, "id" DESC);

-- AddForeignKey
ALTER TABLE "external_providers" ADD CONSTRAINT "external_providers_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_providers" ADD CONSTRAINT "external_providers_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_checks" ADD CONSTRAINT "external_checks_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_checks" ADD CONSTRAINT "external_checks_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "external_providers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_messages" ADD CONSTRAINT "external_messages_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "external_providers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The one for everybody: one for an organization.
CREATE UNIQUE INDEX "external_providers_everybody_key" ON "external_providers"("organizationId") WHERE "companyId" IS NULL;

-- No admin, and no way around the screens, makes its word the best there is.
ALTER TABLE "external_providers" ADD CONSTRAINT "external_providers_strength_check" CHECK ("strength" IN ('weak', 'fair', 'good'));

-- Row security, as in the first migration. Checks and messages are the engine's; an outcome by a member erases where a
-- requester would have gone.
DO $$
DECLARE
  made record;
BEGIN
  FOR made IN
    SELECT * FROM (VALUES
      ('external_providers', 'SELECT, INSERT, UPDATE, DELETE'),
      ('external_checks', 'SELECT'),
      ('external_messages', 'SELECT')
    ) AS tables (name, rights)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made.name);
    EXECUTE format('CREATE POLICY organization_only ON %I TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization())', made.name);
    EXECUTE format('GRANT %s ON %I TO countersign_portal', made.rights, made.name);
  END LOOP;
END $$;

GRANT UPDATE ("urlSealed") ON "external_checks" TO countersign_portal;
