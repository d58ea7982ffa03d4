-- CreateEnum
CREATE TYPE "SmsGatewayKind" AS ENUM ('twilio', 'signed');

-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "shownAt" TIMESTAMPTZ(3),
ADD COLUMN     "shownToId" UUID;

-- AlterTable
ALTER TABLE "tickets" ADD COLUMN     "createdByContactId" BIGINT;

-- CreateTable
CREATE TABLE "known_contacts" (
    "connectionId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "contactId" BIGINT NOT NULL,
    "isActive" BOOLEAN NOT NULL,
    "keyMark" BYTEA NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "known_contacts_pkey" PRIMARY KEY ("connectionId","contactId")
);

-- CreateTable
CREATE TABLE "contact_destinations" (
    "connectionId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "contactId" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contact_destinations_pkey" PRIMARY KEY ("connectionId","contactId","hash")
);

-- CreateTable
CREATE TABLE "phone_settings" (
    "organizationId" UUID NOT NULL,
    "region" TEXT,
    "gatewayKind" "SmsGatewayKind",
    "gatewayUrl" TEXT,
    "account" TEXT,
    "secretSealed" BYTEA,
    "sender" TEXT,
    "countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "hourlyBudget" INTEGER NOT NULL DEFAULT 60,
    "lastSentAt" TIMESTAMPTZ(3),
    "lastErrorAt" TIMESTAMPTZ(3),
    "lastErrorCode" TEXT,

    CONSTRAINT "phone_settings_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "text_messages" (
    "id" TEXT NOT NULL,
    "organizationId" UUID NOT NULL,
    "country" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "text_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "known_contacts_organizationId_idx" ON "known_contacts"("organizationId");

-- CreateIndex
CREATE INDEX "contact_destinations_connectionId_hash_idx" ON "contact_destinations"("connectionId", "hash");

-- CreateIndex
CREATE INDEX "contact_destinations_organizationId_idx" ON "contact_destinations"("organizationId");

-- CreateIndex
CREATE INDEX "text_messages_organizationId_createdAt_idx" ON "text_messages"("organizationId", "createdAt");

-- AddForeignKey
ALTER TABLE "known_contacts" ADD CONSTRAINT "known_contacts_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact_destinations" ADD CONSTRAINT "contact_destinations_connectionId_contactId_fkey" FOREIGN KEY ("connectionId", "contactId") REFERENCES "known_contacts"("connectionId", "contactId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_settings" ADD CONSTRAINT "phone_settings_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "text_messages" ADD CONSTRAINT "text_messages_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rows of one organization are seen by it only. What a member asks for may not rewrite what we know of addresses.
DO $$
DECLARE
  made record;
BEGIN
  FOR made IN
    SELECT * FROM (VALUES
      ('known_contacts', 'SELECT'),
      ('contact_destinations', 'SELECT'),
      ('phone_settings', 'SELECT, INSERT, UPDATE'),
      ('text_messages', 'SELECT, INSERT, UPDATE')
    ) AS tables (name, rights)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made.name);
    EXECUTE format('CREATE POLICY organization_only ON %I TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization())', made.name);
    EXECUTE format('GRANT %s ON %I TO countersign_portal', made.rights, made.name);
  END LOOP;
END $$;
