-- AlterTable
ALTER TABLE "alerts" ADD COLUMN     "verificationId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "alerts_channelId_verificationId_kind_key" ON "alerts"("channelId", "verificationId", "kind");

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "verifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;
