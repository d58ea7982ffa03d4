-- CreateEnum
CREATE TYPE "AuthenticatorKind" AS ENUM ('totp', 'passkey');

-- CreateEnum
CREATE TYPE "CeremonyPurpose" AS ENUM ('pass', 'enrol_passkey', 'enrol_totp');

-- CreateTable
CREATE TABLE "authenticators" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "connectionId" UUID NOT NULL,
    "contactId" BIGINT NOT NULL,
    "kind" "AuthenticatorKind" NOT NULL,
    "label" TEXT NOT NULL,
    "secretSealed" BYTEA,
    "lastUsedStep" BIGINT,
    "credentialId" TEXT,
    "publicKey" BYTEA,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "backupEligible" BOOLEAN,
    "backedUp" BOOLEAN,
    "enrolledAt" TIMESTAMPTZ(3) NOT NULL,
    "enrolledByVerificationId" UUID NOT NULL,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "revokedByName" TEXT,

    CONSTRAINT "authenticators_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ceremonies" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "verificationId" UUID NOT NULL,
    "purpose" "CeremonyPurpose" NOT NULL,
    "challenge" BYTEA,
    "secretSealed" BYTEA,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ceremonies_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "authenticators_credentialId_key" ON "authenticators"("credentialId");

-- CreateIndex
CREATE INDEX "authenticators_connectionId_contactId_idx" ON "authenticators"("connectionId", "contactId");

-- CreateIndex
CREATE INDEX "authenticators_organizationId_idx" ON "authenticators"("organizationId");

-- CreateIndex
CREATE INDEX "ceremonies_organizationId_idx" ON "ceremonies"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "ceremonies_verificationId_purpose_key" ON "ceremonies"("verificationId", "purpose");

-- AddForeignKey
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authenticators" ADD CONSTRAINT "authenticators_connectionId_fkey" FOREIGN KEY ("connectionId") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ceremonies" ADD CONSTRAINT "ceremonies_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "verifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say.

-- One app for each contact: with two, a guesser would have twice the chance.
CREATE UNIQUE INDEX "authenticators_one_app" ON "authenticators" ("connectionId", "contactId") WHERE "kind" = 'totp' AND "revokedAt" IS NULL;

-- Row security, as in the first migration. A member revokes and does no more.
ALTER TABLE "authenticators" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "authenticators" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, UPDATE ("revokedAt", "revokedByName", "secretSealed") ON "authenticators" TO countersign_portal;
ALTER TABLE "ceremonies" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "ceremonies" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
-- A member who cancels a verification ends what is open in it.
GRANT SELECT, DELETE ON "ceremonies" TO countersign_portal;
