-- CreateTable
CREATE TABLE "company_approvers" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "companyId" BIGINT NOT NULL,
    "companyName" TEXT NOT NULL,
    "contactId" BIGINT NOT NULL,
    "contactName" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByName" TEXT,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "company_approvers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "approvals" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "challengeId" UUID NOT NULL,
    "approverId" UUID NOT NULL,
    "approverName" TEXT NOT NULL,
    "tokenHash" BYTEA,
    "tokenSealed" BYTEA,
    "numberMac" BYTEA,
    "numberSealed" BYTEA,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "company_approvers_organizationId_idx" ON "company_approvers"("organizationId");

-- CreateIndex
CREATE INDEX "company_approvers_connectionId_companyId_idx" ON "company_approvers"("connectionId", "companyId");

-- CreateIndex
CREATE UNIQUE INDEX "approvals_challengeId_key" ON "approvals"("challengeId");

-- CreateIndex
CREATE UNIQUE INDEX "approvals_tokenHash_key" ON "approvals"("tokenHash");

-- CreateIndex
CREATE INDEX "approvals_organizationId_idx" ON "approvals"("organizationId");

-- AddForeignKey
ALTER TABLE "company_approvers" ADD CONSTRAINT "company_approvers_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "company_approvers" ADD CONSTRAINT "company_approvers_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_challengeId_fkey" FOREIGN KEY ("challengeId") REFERENCES "challenges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_approverId_fkey" FOREIGN KEY ("approverId") REFERENCES "company_approvers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A contact stands on a company's list once; who was removed stays as evidence.
CREATE UNIQUE INDEX "company_approvers_once" ON "company_approvers" ("connectionId", "companyId", "contactId") WHERE "removedAt" IS NULL;

ALTER TABLE "company_approvers" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "company_approvers" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT, UPDATE ON "company_approvers" TO countersign_portal;

ALTER TABLE "approvals" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "approvals" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT, UPDATE ON "approvals" TO countersign_portal;
