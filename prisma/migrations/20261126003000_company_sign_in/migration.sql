-- CreateEnum
CREATE TYPE "IdentityProviderKind" AS ENUM ('entra', 'google', 'oidc');

-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "identityProviderId" UUID;

-- CreateTable
CREATE TABLE "identity_providers" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "companyId" BIGINT NOT NULL,
    "companyName" TEXT NOT NULL,
    "kind" "IdentityProviderKind" NOT NULL,
    "issuer" TEXT NOT NULL,
    "tenantId" TEXT,
    "clientId" TEXT NOT NULL,
    "clientSecretSealed" BYTEA NOT NULL,
    "domains" TEXT[],
    "secondFactorValue" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByName" TEXT,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "identity_providers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_bindings" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "providerId" UUID NOT NULL,
    "contactId" BIGINT NOT NULL,
    "subjectMac" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "identity_bindings_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "identity_providers_organizationId_idx" ON "identity_providers"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "identity_providers_connectionId_companyId_key" ON "identity_providers"("connectionId", "companyId");

-- CreateIndex
CREATE INDEX "identity_bindings_organizationId_idx" ON "identity_bindings"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "identity_bindings_providerId_contactId_key" ON "identity_bindings"("providerId", "contactId");

-- CreateIndex
CREATE UNIQUE INDEX "identity_bindings_providerId_subjectMac_key" ON "identity_bindings"("providerId", "subjectMac");

-- AddForeignKey
ALTER TABLE "identity_providers" ADD CONSTRAINT "identity_providers_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_providers" ADD CONSTRAINT "identity_providers_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_bindings" ADD CONSTRAINT "identity_bindings_providerId_fkey" FOREIGN KEY ("providerId") REFERENCES "identity_providers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Row security, as in the first migration. Bindings are the engine's: the portal counts and removes them.
DO $$
DECLARE
  made record;
BEGIN
  FOR made IN
    SELECT * FROM (VALUES
      ('identity_providers', 'SELECT, INSERT, UPDATE, DELETE'),
      ('identity_bindings', 'SELECT, DELETE')
    ) AS tables (name, rights)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made.name);
    EXECUTE format('CREATE POLICY organization_only ON %I TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization())', made.name);
    EXECUTE format('GRANT %s ON %I TO countersign_portal', made.rights, made.name);
  END LOOP;
END $$;
