-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "invitedByName" TEXT,
    "tokenHash" BYTEA NOT NULL,
    "tokenSealed" BYTEA,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "sentAt" TIMESTAMPTZ(3),
    "mailRefusedAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "invitations_tokenHash_key" ON "invitations"("tokenHash");

-- CreateIndex
CREATE INDEX "invitations_organizationId_createdAt_idx" ON "invitations"("organizationId", "createdAt");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say.

-- One open invitation per address, whoever invites.
CREATE UNIQUE INDEX "invitations_one_open_per_address" ON "invitations" ("organizationId", "email") WHERE "acceptedAt" IS NULL AND "revokedAt" IS NULL;

-- Row security, as in the first migration. Nobody who signs in deletes an invitation: it ends.
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "invitations" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT, UPDATE ON "invitations" TO countersign_portal;
