-- AlterTable
ALTER TABLE "verifications" ADD COLUMN     "contactConfirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "contactReadAt" TIMESTAMPTZ(3),
ADD COLUMN     "provenAt" TIMESTAMPTZ(3),
ADD COLUMN     "provenBy" JSONB;
