-- CreateEnum
CREATE TYPE "QuestionOutcome" AS ENUM ('matched', 'did_not_match', 'not_enough_questions');

-- CreateTable
CREATE TABLE "question_settings" (
    "organizationId" UUID NOT NULL,
    "isOn" BOOLEAN NOT NULL,
    "pointsEach" INTEGER NOT NULL,
    "minimum" INTEGER NOT NULL,

    CONSTRAINT "question_settings_pkey" PRIMARY KEY ("organizationId")
);

-- CreateTable
CREATE TABLE "question_rounds" (
    "verificationId" UUID NOT NULL,
    "organizationId" UUID NOT NULL,
    "pointsEach" INTEGER NOT NULL,
    "minimum" INTEGER NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "facts" JSONB,
    "outcome" "QuestionOutcome",
    "reason" TEXT,
    "counted" INTEGER NOT NULL DEFAULT 0,
    "wrong" INTEGER NOT NULL DEFAULT 0,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "question_rounds_pkey" PRIMARY KEY ("verificationId")
);

-- CreateIndex
CREATE INDEX "question_rounds_organizationId_idx" ON "question_rounds"("organizationId");

-- AddForeignKey
ALTER TABLE "question_settings" ADD CONSTRAINT "question_settings_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_rounds" ADD CONSTRAINT "question_rounds_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_rounds" ADD CONSTRAINT "question_rounds_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "verifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- The portal sets whether they are asked. Of a round it may see how it ended and end it with its verification; what would fit it may not see.
ALTER TABLE "question_settings" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "question_settings" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT, INSERT, UPDATE ON "question_settings" TO countersign_portal;

ALTER TABLE "question_rounds" ENABLE ROW LEVEL SECURITY;
CREATE POLICY organization_only ON "question_rounds" TO countersign_portal USING ("organizationId" = current_organization()) WITH CHECK ("organizationId" = current_organization());
GRANT SELECT ("verificationId", "organizationId", "pointsEach", "minimum", "readAt", "outcome", "reason", "counted", "wrong", "answeredAt"),
    UPDATE ("outcome", "reason", "facts") ON "question_rounds" TO countersign_portal;
