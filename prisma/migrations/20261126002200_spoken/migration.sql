-- AlterTable
ALTER TABLE "verifications" ADD COLUMN     "numberMac" BYTEA,
ADD COLUMN     "numberMatchedAt" TIMESTAMPTZ(3),
ADD COLUMN     "numberSealed" BYTEA,
ADD COLUMN     "phraseMac" BYTEA,
ADD COLUMN     "phraseSealed" BYTEA;

-- CreateIndex
CREATE UNIQUE INDEX "verifications_phraseMac_key" ON "verifications"("phraseMac");
