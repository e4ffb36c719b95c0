-- The application's role: it owns nothing, so forced row-level security binds it. Roles belong to the whole cluster,
-- and several databases may be prepared at once, so losing the race to create it is not an error.
DO $$ BEGIN
  CREATE ROLE homeward_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO homeward_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO homeward_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO homeward_app;

-- Deny by default: no setting, no compartment.
CREATE FUNCTION hw_can(compartment text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT current_setting('homeward.compartments', true) = '*'
      OR compartment = ANY (string_to_array(coalesce(current_setting('homeward.compartments', true), ''), ','))
$$;

-- Puts a table's rows behind their compartment. Called by every migration that makes such a table.
CREATE FUNCTION hw_protect(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY compartment ON %s USING (hw_can(compartment)) WITH CHECK (hw_can(compartment))', target);
END $$;

-- The same for rows that an agency's own people may see too: they hold no compartment, only their agency's ORI.
CREATE FUNCTION hw_protect_agency(target regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE rule text := 'hw_can(compartment) OR agency = nullif(current_setting(''homeward.agency'', true), '''')';
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY compartment ON %s USING (%s) WITH CHECK (%s)', target, rule, rule);
END $$;

-- Work that outlives the process. The clock is the application's, never the database's.
CREATE TABLE job (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  key text,
  payload jsonb NOT NULL,
  run_at bigint NOT NULL,
  attempt int NOT NULL DEFAULT 0,
  leased_until bigint NOT NULL DEFAULT 0,
  lease uuid,
  last_error text,
  wakes int NOT NULL DEFAULT 0,
  created_at bigint NOT NULL
);
CREATE UNIQUE INDEX job_key ON job (kind, key) WHERE key IS NOT NULL;
CREATE INDEX job_due ON job (run_at);

-- Every unsafe call's answer, kept in the transaction that had the effect.
CREATE TABLE idempotency (
  actor text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status int,
  response jsonb,
  at bigint NOT NULL,
  PRIMARY KEY (actor, key)
);
