-- AlterTable
ALTER TABLE "verifications" ADD COLUMN     "contactMac" BYTEA;

-- CreateTable
CREATE TABLE "contact_freezes" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "contactMac" BYTEA NOT NULL,
    "verificationId" UUID NOT NULL,
    "frozenAt" TIMESTAMPTZ(3) NOT NULL,
    "frozenByName" TEXT,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedByName" TEXT,
    "liftReason" TEXT,

    CONSTRAINT "contact_freezes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "verifications_organizationId_contactMac_settledAt_idx" ON "verifications"("organizationId", "contactMac", "settledAt");

-- CreateIndex
CREATE INDEX "contact_freezes_organizationId_contactMac_liftedAt_idx" ON "contact_freezes"("organizationId", "contactMac", "liftedAt");

-- AddForeignKey
ALTER TABLE "contact_freezes" ADD CONSTRAINT "contact_freezes_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One freeze of a person lasts at a time.
CREATE UNIQUE INDEX "contact_freezes_one_lasting" ON "contact_freezes" ("organizationId", "contactMac") WHERE "liftedAt" IS NULL;

-- The portal freezes and lifts, and forgets nothing.
ALTER TABLE "contact_freezes" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "contact_freezes" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT, UPDATE ON "contact_freezes" TO countersign_portal;
