-- AlterTable
ALTER TABLE "contact_destinations" ADD COLUMN     "seenSharedAt" TIMESTAMPTZ(3);
