-- CreateTable
CREATE TABLE "door_beat" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "beatAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "door_beat_pkey" PRIMARY KEY ("id")
);
