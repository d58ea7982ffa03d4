-- AlterTable
ALTER TABLE "challenges" ADD COLUMN     "channel" TEXT,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "strength" "Strength",
ALTER COLUMN "state" SET DEFAULT 'offered';

-- AlterTable
ALTER TABLE "verifications" ADD COLUMN     "strengthAsked" "Strength" NOT NULL DEFAULT 'weak',
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "decisions" ADD COLUMN     "strength" "Strength";

-- DropIndex
DROP INDEX "challenges_verificationId_idx";

-- CreateIndex
CREATE UNIQUE INDEX "challenges_verificationId_method_key" ON "challenges"("verificationId", "method");

-- Until now there was one method, and one challenge for each verification.
UPDATE "challenges" SET "channel" = 'email', "strength" = 'weak' WHERE "state" = 'passed';
UPDATE "verifications" v SET "tries" = c."tries" FROM "challenges" c WHERE c."verificationId" = v."id";
