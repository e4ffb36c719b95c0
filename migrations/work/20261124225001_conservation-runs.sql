-- What each check of the conservation equation found, and the alarm that only a later clean one ends.
CREATE TABLE conservation_run (
  id uuid PRIMARY KEY,
  started_at bigint NOT NULL,
  ended_at bigint NOT NULL,
  -- hourly, asked (from the console) or command
  cause text NOT NULL,
  balanced boolean NOT NULL,
  -- [{item, received, finished, refused, open, differences: [{id, ledger, room, owed}], more}]
  items jsonb NOT NULL
);
CREATE INDEX conservation_run_ended ON conservation_run (ended_at);
REVOKE UPDATE ON conservation_run FROM homeward_app;

CREATE TABLE conservation_alarm (
  id uuid PRIMARY KEY,
  raised_at bigint NOT NULL,
  raised_by uuid NOT NULL,
  last_run uuid NOT NULL,
  cleared_at bigint,
  cleared_by uuid,
  CHECK ((cleared_at IS NULL) = (cleared_by IS NULL))
);
-- One alarm at a time.
CREATE UNIQUE INDEX conservation_alarm_one ON conservation_alarm ((true)) WHERE cleared_at IS NULL;
REVOKE DELETE ON conservation_alarm FROM homeward_app;
