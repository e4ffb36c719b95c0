-- A file of removals that becomes drafted notices. One task at a time works through a batch: drafting, drafting mended rows,
-- assessing, submitting, undoing; `done` of `total` says how far it is, and it goes on there after a stop.
CREATE TABLE removal_batch (
  id uuid PRIMARY KEY,
  reference text NOT NULL,
  state text NOT NULL CHECK (state IN ('ready', 'running', 'done', 'undone', 'discarded')),
  task text CHECK (task IN ('draft', 'mend', 'assess', 'submit', 'undo')),
  task_by text,
  task_input jsonb NOT NULL DEFAULT '{}',
  done int NOT NULL DEFAULT 0,
  total int NOT NULL DEFAULT 0,
  -- The last record worked on, where a task goes by rows.
  cursor int NOT NULL DEFAULT 0,
  skipped int NOT NULL DEFAULT 0,
  file_name text NOT NULL,
  file_size int NOT NULL,
  file_sha256 text NOT NULL,
  format text NOT NULL CHECK (format IN ('csv', 'json')),
  columns text[] NOT NULL DEFAULT '{}',
  -- The file that a task reads; destroyed when it is done.
  vault_ref text,
  vault_key text,
  preview jsonb NOT NULL,
  distribution jsonb,
  undo_until bigint,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  started_at bigint,
  finished_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  CHECK ((state = 'running') = (task IS NOT NULL))
);
SELECT hw_protect('removal_batch');
CREATE SEQUENCE removal_reference_seq;
CREATE INDEX removal_batch_list ON removal_batch (created_at DESC, id DESC);
CREATE INDEX removal_batch_file ON removal_batch (file_sha256);

-- What became of each record. No name: it is the notice's. What a refused record said is kept until it is mended or the time
-- of undoing is over.
CREATE TABLE removal_row (
  batch_id uuid NOT NULL,
  record int NOT NULL,
  line int NOT NULL,
  state text NOT NULL CHECK (state IN ('drafted', 'held', 'refused', 'merged', 'submitted', 'undone', 'kept')),
  notice_id uuid,
  -- What tells the person, to draft nobody twice.
  key text,
  domestic jsonb,
  fields jsonb,
  problems jsonb NOT NULL DEFAULT '[]',
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (batch_id, record)
);
SELECT hw_protect('removal_row');
CREATE INDEX removal_row_key ON removal_row (key) WHERE key IS NOT NULL;
CREATE INDEX removal_row_notice ON removal_row (notice_id) WHERE notice_id IS NOT NULL;

CREATE TABLE travel_setting (
  name text PRIMARY KEY,
  value jsonb NOT NULL,
  set_by text NOT NULL,
  set_at bigint NOT NULL
);
