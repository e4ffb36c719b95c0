ALTER TABLE case_file DROP CONSTRAINT case_file_state_check;
ALTER TABLE case_file ADD CONSTRAINT case_file_state_check CHECK (state IN ('open', 'closed', 'merged'));
ALTER TABLE case_file ADD COLUMN merged_into uuid REFERENCES case_file;
ALTER TABLE case_file ADD CONSTRAINT case_file_merged CHECK ((state = 'merged') = (merged_into IS NOT NULL));
CREATE INDEX case_file_merged_into ON case_file (merged_into) WHERE merged_into IS NOT NULL;

-- Two subjects of different cases who may be one person, with the reasons. Seen by those who may see both, and who both are.
CREATE TABLE case_pair (
  id uuid PRIMARY KEY,
  one uuid NOT NULL REFERENCES case_subject,
  other uuid NOT NULL REFERENCES case_subject,
  score real NOT NULL,
  reasons jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'linked', 'merged', 'different', 'no-longer')),
  note text,
  by_actor text,
  at bigint NOT NULL,
  settled_at bigint,
  compartments text[] NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  CHECK (one < other),
  UNIQUE (one, other)
);
CREATE INDEX case_pair_other ON case_pair (other);
ALTER TABLE case_pair ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_pair FORCE ROW LEVEL SECURITY;
CREATE POLICY both_sides ON case_pair
  USING ((SELECT bool_and(hw_can(c)) FROM unnest(compartments) AS c))
  WITH CHECK ((SELECT bool_and(hw_can(c)) FROM unnest(compartments) AS c));

-- One case taken into another, and what moved, so that it can be taken apart again.
CREATE TABLE case_merge (
  id uuid PRIMARY KEY,
  into_case uuid NOT NULL REFERENCES case_file,
  from_case uuid NOT NULL REFERENCES case_file,
  reason text NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  was_state text NOT NULL CHECK (was_state IN ('open', 'closed')),
  undone_at bigint,
  undone_by text,
  undo_reason text,
  -- The agency whose request the case taken in is: it goes on reading what comes of it.
  agency text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE UNIQUE INDEX case_merge_in_force ON case_merge (from_case) WHERE undone_at IS NULL;
CREATE INDEX case_merge_into ON case_merge (into_case);
SELECT hw_protect_agency('case_merge');

CREATE TABLE case_moved (
  merge_id uuid NOT NULL REFERENCES case_merge,
  kind text NOT NULL,
  row_id text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (merge_id, kind, row_id)
);
SELECT hw_protect('case_moved');

-- The agency whose case was taken into another reads the outcomes that are recorded there from then on.
CREATE POLICY merged_agency ON case_outcome FOR SELECT USING (EXISTS (
  SELECT 1 FROM case_merge m
  WHERE m.into_case = case_outcome.case_id AND m.undone_at IS NULL
    AND m.agency = nullif(current_setting('homeward.agency', true), '')));

-- A case as it left: what was in it and what was taken out, by kind. The file lies sealed in the vault.
CREATE TABLE case_export (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  format text NOT NULL CHECK (format IN ('pdf', 'bundle')),
  lang text NOT NULL,
  purpose text NOT NULL,
  recipients text[] NOT NULL,
  redacted boolean NOT NULL,
  removed jsonb NOT NULL,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  sealed_ref text NOT NULL,
  sealed_key text NOT NULL,
  size int NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_export_of ON case_export (case_id, at);
CREATE INDEX case_export_file ON case_export (sealed_ref);
SELECT hw_protect('case_export');
