-- CreateEnum
CREATE TYPE "VisitKind" AS ENUM ('answer', 'denial');

-- CreateEnum
CREATE TYPE "NetworkKind" AS ENUM ('tor', 'vpn', 'hosting', 'relay', 'access');

-- CreateEnum
CREATE TYPE "CampaignKeyKind" AS ENUM ('address', 'device', 'number');

-- AlterTable
ALTER TABLE "alerts" ADD COLUMN     "campaignId" UUID;

-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "destinationMac" BYTEA;

-- AlterTable
ALTER TABLE "verifications" ADD COLUMN     "awaitsReleaseAt" TIMESTAMPTZ(3),
ADD COLUMN     "heldAt" TIMESTAMPTZ(3),
ADD COLUMN     "releasedAt" TIMESTAMPTZ(3),
ADD COLUMN     "risk" INTEGER,
ADD COLUMN     "signals" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "strengthRaisedFrom" "Strength";

-- CreateTable
CREATE TABLE "requester_visits" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "verificationId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" "VisitKind" NOT NULL,
    "addressMac" BYTEA,
    "deviceMac" BYTEA,
    "country" TEXT,
    "asn" INTEGER,
    "network" "NetworkKind",

    CONSTRAINT "requester_visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "risk_settings" (
    "organizationId" UUID NOT NULL,
    "stepUpFrom" INTEGER NOT NULL,
    "holdFrom" INTEGER NOT NULL,
    "campaignFrom" INTEGER NOT NULL,
    "campaignMinutes" INTEGER NOT NULL,

    CONSTRAINT "risk_settings_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedByName" TEXT,
    "closeReason" TEXT,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign_keys" (
    "campaignId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "kind" "CampaignKeyKind" NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "campaign_keys_pkey" PRIMARY KEY ("campaignId","kind","mac")
);

-- CreateTable
CREATE TABLE "campaign_verifications" (
    "campaignId" UUID NOT NULL,
    "verificationId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,

    CONSTRAINT "campaign_verifications_pkey" PRIMARY KEY ("campaignId","verificationId")
);

-- CreateIndex
CREATE INDEX "requester_visits_verificationId_at_idx" ON "requester_visits"("verificationId", "at");

-- CreateIndex
CREATE INDEX "requester_visits_organizationId_at_idx" ON "requester_visits"("organizationId", "at");

-- CreateIndex
CREATE INDEX "requester_visits_organizationId_addressMac_at_idx" ON "requester_visits"("organizationId", "addressMac", "at");

-- CreateIndex
CREATE INDEX "requester_visits_organizationId_deviceMac_at_idx" ON "requester_visits"("organizationId", "deviceMac", "at");

-- CreateIndex
CREATE INDEX "campaigns_organizationId_openedAt_idx" ON "campaigns"("organizationId", "openedAt" DESC);

-- CreateIndex
CREATE INDEX "campaign_keys_organizationId_kind_mac_idx" ON "campaign_keys"("organizationId", "kind", "mac");

-- CreateIndex
CREATE INDEX "campaign_verifications_verificationId_idx" ON "campaign_verifications"("verificationId");

-- CreateIndex
CREATE INDEX "campaign_verifications_organizationId_idx" ON "campaign_verifications"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "alerts_channelId_campaignId_kind_key" ON "alerts"("channelId", "campaignId", "kind");

-- CreateIndex
CREATE INDEX "challenges_organizationId_destinationMac_idx" ON "challenges"("organizationId", "destinationMac");

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requester_visits" ADD CONSTRAINT "requester_visits_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requester_visits" ADD CONSTRAINT "requester_visits_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "verifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "risk_settings" ADD CONSTRAINT "risk_settings_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_keys" ADD CONSTRAINT "campaign_keys_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_verifications" ADD CONSTRAINT "campaign_verifications_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "campaigns"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign_verifications" ADD CONSTRAINT "campaign_verifications_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "verifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The portal reads where answers came from and what campaigns there are, ends a campaign, and forgets neither.
DO $$
DECLARE made record;
BEGIN
  FOR made IN SELECT * FROM (VALUES
    ('requester_visits', 'SELECT'),
    ('risk_settings', 'SELECT, INSERT, UPDATE'),
    ('campaigns', 'SELECT, UPDATE'),
    ('campaign_keys', 'SELECT'),
    ('campaign_verifications', 'SELECT')
  ) AS made(name, rights)
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', made.name);
    EXECUTE format('CREATE POLICY organization_only ON %I TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization())', made.name);
    EXECUTE format('GRANT %s ON %I TO countersign_portal', made.rights, made.name);
  END LOOP;
END $$;
