-- Our own calls of the hour that the last reading of the budget had already counted.
ALTER TABLE "connections" ADD COLUMN "budgetCountedCalls" INTEGER;

-- The connection that a job works for, whatever its payload names. Null: for none.
CREATE FUNCTION connection_of_job(payload json) RETURNS uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
  RETURN coalesce(
    (payload ->> 'connectionId')::uuid,
    (SELECT "connectionId" FROM public.deliveries WHERE "id" = (payload ->> 'deliveryId')::uuid),
    (SELECT "connectionId" FROM public.verifications WHERE "id" = (payload ->> 'verificationId')::uuid),
    (SELECT "connectionId" FROM public.write_backs WHERE "id" = (payload ->> 'writeBackId')::uuid),
    (SELECT v."connectionId" FROM public.challenges c JOIN public.verifications v ON v."id" = c."verificationId"
      WHERE c."id" = (payload ->> 'challengeId')::uuid)
  );
REVOKE EXECUTE ON FUNCTION connection_of_job FROM public;

-- As before, and each job carries its connection, so that a worker can leave those of a busy one for later.
CREATE OR REPLACE FUNCTION enqueue_job(identifier text, payload json, job_key text, run_at timestamptz, max_attempts int, priority int) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public
  AS $$
DECLARE
  owner_id uuid := connection_of_job(payload);
BEGIN
  PERFORM graphile_worker.add_job(identifier, payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key,
    priority => priority, flags => CASE WHEN owner_id IS NOT NULL THEN ARRAY['connection:' || owner_id] END);
END $$;
