-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "lastFullCheckAt" TIMESTAMPTZ(3),
ADD COLUMN     "orphans" JSONB;
