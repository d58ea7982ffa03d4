-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'lead' BEFORE 'technician';

-- AlterEnum
ALTER TYPE "VerificationState" ADD VALUE 'overridden';
