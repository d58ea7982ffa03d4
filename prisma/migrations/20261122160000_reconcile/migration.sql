-- AlterTable
ALTER TABLE "connections" ADD COLUMN     "reconcileStoppedAt" TIMESTAMPTZ(3),
ADD COLUMN     "reconciledFromId" BIGINT;

-- What Prisma's schema cannot say: few deliveries belong to a gap, and all others pay nothing.
CREATE INDEX "deliveries_of_gap" ON "deliveries" ("gapId") WHERE "gapId" IS NOT NULL;
