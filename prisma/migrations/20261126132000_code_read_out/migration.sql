-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "readOutTo" TEXT;
