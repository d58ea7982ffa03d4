-- AlterTable
ALTER TABLE "alerts" ADD COLUMN     "freezeId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "alerts_channelId_freezeId_kind_key" ON "alerts"("channelId", "freezeId", "kind");

-- AddForeignKey
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_freezeId_fkey" FOREIGN KEY ("freezeId") REFERENCES "contact_freezes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
