-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "credentialsSetByName" TEXT,
ADD COLUMN     "lastTest" JSONB,
ADD COLUMN     "rights" JSONB;
