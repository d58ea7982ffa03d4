-- AlterTable
ALTER TABLE "verifications" ADD COLUMN     "decidedByName" TEXT,
ADD COLUMN     "decisionReason" TEXT,
ADD COLUMN     "startedById" UUID;
