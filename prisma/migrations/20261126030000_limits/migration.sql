-- AlterEnum
ALTER TYPE "WriteBackKind" ADD VALUE 'priority';
ALTER TYPE "WriteBackKind" ADD VALUE 'late_phrase';

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "priorityValue" INTEGER;

-- AlterTable
ALTER TABLE "verifications" ADD COLUMN     "companyId" BIGINT,
ADD COLUMN     "nextTryAt" TIMESTAMPTZ(3),
ADD COLUMN     "reusedFromId" UUID,
ADD COLUMN     "reusedReceipt" TEXT;

-- CreateTable
CREATE TABLE "contact_clearings" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "contactMac" BYTEA NOT NULL,
    "verificationId" UUID NOT NULL,
    "clearedAt" TIMESTAMPTZ(3) NOT NULL,
    "clearedByName" TEXT,
    "reason" TEXT NOT NULL,

    CONSTRAINT "contact_clearings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_settings" (
    "organizationId" UUID NOT NULL,
    "limits" JSONB NOT NULL DEFAULT '{}',
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedByName" TEXT,

    CONSTRAINT "verification_settings_pkey" PRIMARY KEY ("organizationId")
);

-- CreateIndex
CREATE INDEX "contact_clearings_organizationId_contactMac_clearedAt_idx" ON "contact_clearings"("organizationId", "contactMac", "clearedAt");

-- CreateIndex
CREATE INDEX "verifications_organizationId_companyId_createdAt_idx" ON "verifications"("organizationId", "companyId", "createdAt");

-- AddForeignKey
ALTER TABLE "contact_clearings" ADD CONSTRAINT "contact_clearings_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "verification_settings" ADD CONSTRAINT "verification_settings_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A clearing is kept as it was written; the limits are set anew.
ALTER TABLE "contact_clearings" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "contact_clearings" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT ON "contact_clearings" TO countersign_portal;

ALTER TABLE "verification_settings" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "verification_settings" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT, UPDATE ON "verification_settings" TO countersign_portal;
