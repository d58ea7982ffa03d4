-- AlterTable
ALTER TABLE "contact_destinations" ADD COLUMN     "recordChangedAt" TIMESTAMPTZ(3);
