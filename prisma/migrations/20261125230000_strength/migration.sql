-- AlterEnum
ALTER TYPE "ChallengeState" ADD VALUE 'offered' BEFORE 'waiting';
ALTER TYPE "ChallengeState" ADD VALUE 'unusable' BEFORE 'waiting';
