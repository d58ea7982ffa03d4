-- CreateTable
CREATE TABLE "company_appearances" (
    "connectionId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "companyId" BIGINT NOT NULL,
    "companyName" TEXT NOT NULL,
    "displayName" TEXT,
    "language" TEXT,
    "logo" BYTEA,
    "logoType" TEXT,
    "logoSavedAt" TIMESTAMPTZ(3),
    "savedAt" TIMESTAMPTZ(3) NOT NULL,
    "savedByName" TEXT,

    CONSTRAINT "company_appearances_pkey" PRIMARY KEY ("connectionId","companyId")
);

-- CreateIndex
CREATE INDEX "company_appearances_organizationId_idx" ON "company_appearances"("organizationId");

-- AddForeignKey
ALTER TABLE "company_appearances" ADD CONSTRAINT "company_appearances_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row security, as in the first migration.
ALTER TABLE "company_appearances" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "company_appearances" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT, UPDATE, DELETE ON "company_appearances" TO countersign_portal;
