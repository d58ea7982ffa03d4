-- AlterEnum
ALTER TYPE "WriteBackKind" ADD VALUE 'ticket' BEFORE 'note';

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "openInAutotask" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "autotaskId" DROP NOT NULL;

-- AlterTable
ALTER TABLE "mirrored_companies" ADD COLUMN     "countryCode" TEXT;

-- CreateTable
CREATE TABLE "strength_settings" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "companyId" BIGINT,
    "companyName" TEXT,
    "strength" "Strength" NOT NULL,
    "setAt" TIMESTAMPTZ(3) NOT NULL,
    "setByName" TEXT,

    CONSTRAINT "strength_settings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "strength_settings_organizationId_idx" ON "strength_settings"("organizationId");

-- CreateIndex
CREATE INDEX "strength_settings_connectionId_idx" ON "strength_settings"("connectionId");

-- AddForeignKey
ALTER TABLE "strength_settings" ADD CONSTRAINT "strength_settings_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "strength_settings" ADD CONSTRAINT "strength_settings_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One for a connection, and one for each of its companies.
CREATE UNIQUE INDEX "strength_settings_of_connection" ON "strength_settings" ("connectionId") WHERE "companyId" IS NULL;
CREATE UNIQUE INDEX "strength_settings_of_company" ON "strength_settings" ("connectionId", "companyId") WHERE "companyId" IS NOT NULL;

-- What a member or a key asks for shows and takes rows of their organization only.
ALTER TABLE "strength_settings" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "strength_settings" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT, UPDATE, DELETE ON "strength_settings" TO countersign_portal;
