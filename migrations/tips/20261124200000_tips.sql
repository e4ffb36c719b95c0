-- Accounts of the providers that report here over the ISPWS interface. Their passwords are made here, 256 random bits each.
CREATE TABLE tips_provider (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE,
  name text NOT NULL,
  secret_hash text NOT NULL,
  -- 'suspended': may sign in and see its status, and submit nothing.
  state text NOT NULL CHECK (state IN ('active', 'suspended', 'ended')),
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1
);

-- Numbers that providers are told as reportId. Gaps are of no meaning.
CREATE SEQUENCE tips_report_number START WITH 1000001;
GRANT USAGE ON SEQUENCE tips_report_number TO homeward_app;

-- One report about one incident, however many versions of it came.
CREATE TABLE tips_tip (
  id uuid PRIMARY KEY,
  shape text NOT NULL CHECK (shape IN ('ispws', 'le-json')),
  -- Who numbered it: a provider's account here (its number is ours), or 'ncmec'.
  source text NOT NULL,
  report_number bigint NOT NULL,
  provider_id uuid,
  provider_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('filling', 'open', 'routed', 'merged', 'refused', 'retracted', 'expired')),
  -- Why it was refused, or what became of it, as a code.
  outcome text,
  incident_type text NOT NULL,
  incident_at bigint,
  -- The provider asked for priority.
  escalated boolean NOT NULL,
  people int NOT NULL,
  files int NOT NULL DEFAULT 0,
  received_at bigint NOT NULL,
  -- Last word of the provider on a report that is being filled.
  touched_at bigint NOT NULL,
  completed_at bigint,
  -- Providers preserve what they reported for one year from then (18 U.S.C. 2258A(h)).
  preserved_until bigint,
  versions int NOT NULL DEFAULT 1,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (source, report_number)
);
SELECT hw_protect('tips_tip');
CREATE INDEX tips_tip_filling ON tips_tip (touched_at) WHERE state = 'filling';
CREATE INDEX tips_tip_received ON tips_tip (received_at DESC, id DESC);
CREATE INDEX tips_tip_open ON tips_tip (completed_at, id) WHERE state = 'open';

-- Each version as it came, and as it was read. A later one never takes the place of an earlier.
CREATE TABLE tips_version (
  tip_id uuid NOT NULL REFERENCES tips_tip (id),
  n int NOT NULL,
  raw bytea NOT NULL,
  raw_sha256 bytea NOT NULL,
  model jsonb NOT NULL,
  at bigint NOT NULL,
  by_actor text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (tip_id, n)
);
SELECT hw_protect('tips_version');

-- A file of a report: what was said of it, and its bytes in the vault when they came.
CREATE TABLE tips_file (
  id uuid PRIMARY KEY,
  tip_id uuid NOT NULL REFERENCES tips_tip (id),
  -- As the provider or NCMEC names it within the report: 32 hex digits over ISPWS, a name in the JSON.
  key text NOT NULL,
  role text NOT NULL CHECK (role IN ('file', 'document')),
  name text,
  size bigint,
  -- What its first bytes say; null: nothing known here, or no bytes.
  type text,
  md5 text,
  sha1 text,
  sha256 text,
  -- Hashes as others stated them: [{kind, value}], kind in lower case.
  stated jsonb NOT NULL DEFAULT '[]',
  -- Whether somebody at the provider has looked at it.
  viewed text NOT NULL DEFAULT 'unknown' CHECK (viewed IN ('yes', 'no', 'unknown')),
  vault_ref text,
  vault_key text,
  -- The picture in the room of pictures, once decoding was allowed and done.
  media_id uuid,
  -- Why it could not be decoded, as a code.
  decode_code text,
  -- 0: to be looked up; 1: looked up by its hashes here; 2: done, also with what decoding gave.
  looked_up smallint NOT NULL DEFAULT 0,
  lookup_id uuid,
  lookup_item int,
  -- What was found here: [{kind, list, listKind, by, …}].
  found jsonb NOT NULL DEFAULT '[]',
  added_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (tip_id, key)
);
SELECT hw_protect('tips_file');
CREATE INDEX tips_file_vault ON tips_file (vault_ref) WHERE vault_ref IS NOT NULL;
CREATE INDEX tips_file_sha256 ON tips_file (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX tips_file_md5 ON tips_file (md5) WHERE md5 IS NOT NULL;
CREATE INDEX tips_file_owed ON tips_file (added_at, id) WHERE looked_up = 0;
CREATE INDEX tips_file_asked ON tips_file (lookup_id) WHERE lookup_id IS NOT NULL;

-- What was said of a file, each word kept.
CREATE TABLE tips_file_detail (
  file_id uuid NOT NULL REFERENCES tips_file (id),
  n int NOT NULL,
  raw bytea NOT NULL,
  model jsonb NOT NULL,
  at bigint NOT NULL,
  by_actor text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (file_id, n)
);
SELECT hw_protect('tips_file_detail');

-- Legal authority to open a file that nobody at the provider is known to have looked at.
CREATE TABLE tips_authority (
  id uuid PRIMARY KEY,
  tip_id uuid NOT NULL REFERENCES tips_tip (id),
  -- Null: every file of the report.
  file_id uuid REFERENCES tips_file (id),
  kind text NOT NULL,
  -- The federal circuit, or 'state' or 'foreign': courts differ.
  circuit text NOT NULL,
  reference text NOT NULL,
  note text,
  recorded_by text NOT NULL,
  at bigint NOT NULL,
  withdrawn_at bigint,
  withdrawn_by text,
  withdrawn_reason text,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_authority');
CREATE INDEX tips_authority_tip ON tips_authority (tip_id);

-- Reports brought in from a file or a folder.
CREATE TABLE tips_import (
  id uuid PRIMARY KEY,
  -- The path as given, or the uploaded file's name.
  name text NOT NULL,
  held text NOT NULL CHECK (held IN ('path', 'vault')),
  vault_ref text,
  vault_key text,
  size bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done')),
  -- Reports found so far, and what became of them.
  found int NOT NULL DEFAULT 0,
  taken int NOT NULL DEFAULT 0,
  versions int NOT NULL DEFAULT 0,
  same int NOT NULL DEFAULT 0,
  refused int NOT NULL DEFAULT 0,
  -- Why the file as a whole could not be read to its end, as a code.
  broken text,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  finished_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_import');

CREATE TABLE tips_import_row (
  import_id uuid NOT NULL REFERENCES tips_import (id),
  -- The report's place in the file or folder.
  entry text NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('new', 'version', 'same', 'refused', 'left-out')),
  tip_id uuid,
  files int NOT NULL DEFAULT 0,
  code text,
  params jsonb NOT NULL DEFAULT '{}',
  at bigint NOT NULL,
  n bigint GENERATED ALWAYS AS IDENTITY,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (import_id, entry)
);
SELECT hw_protect('tips_import_row');
CREATE INDEX tips_import_row_n ON tips_import_row (import_id, n);

-- What a tip was, stays; only what was never finished is destroyed, and files with it.
REVOKE DELETE ON tips_tip, tips_authority, tips_provider, tips_import FROM homeward_app;
REVOKE UPDATE ON tips_file_detail FROM homeward_app;
