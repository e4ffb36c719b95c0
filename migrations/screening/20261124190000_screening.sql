-- Numbers people speak: they may have gaps.
CREATE SEQUENCE screening_number;

-- One question: a person, or everybody on a manifest.
CREATE TABLE screening (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('person', 'manifest')),
  -- running: rows are still being compared; open: somebody has to decide; done.
  state text NOT NULL CHECK (state IN ('running', 'open', 'done')),
  direction text CHECK (direction IN ('entry', 'exit')),
  place text,
  carrier text,
  flight text,
  travel_date text,
  officer text,
  note text,
  file_name text,
  format text,
  -- Headers of the file that were not understood.
  unread_columns text[] NOT NULL DEFAULT '{}',
  sources text[] NOT NULL,
  -- Thousandths: candidates below were not kept.
  min_score int NOT NULL,
  -- Somebody had to decide, now or earlier.
  was_open boolean NOT NULL DEFAULT false,
  rows_total int NOT NULL,
  rows_done int NOT NULL DEFAULT 0,
  rows_refused int NOT NULL DEFAULT 0,
  -- How old the bureau's copy of the circulation feed was: the time in the newest signed checkpoint held.
  feed_at bigint,
  -- What the asker held: nobody finds more by a job than they would themselves.
  asker_compartments text[] NOT NULL,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  finished_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('screening');
CREATE INDEX screening_newest ON screening (asked_at DESC, id DESC);

-- One person asked about. The person is forgotten after a while where nothing was found.
CREATE TABLE screening_row (
  screening_id uuid NOT NULL REFERENCES screening,
  n int NOT NULL,
  line int NOT NULL,
  person jsonb,
  -- Who was asked about, hashed: so that a false match is known again.
  fingerprint text,
  problems jsonb NOT NULL DEFAULT '[]',
  refused boolean NOT NULL DEFAULT false,
  done boolean NOT NULL DEFAULT false,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (screening_id, n)
);
SELECT hw_protect('screening_row');
CREATE INDEX screening_row_left ON screening_row (screening_id, n) WHERE NOT done;

-- A record that may be that person. Its reasons hold words of the record, and go when the record is purged.
CREATE TABLE screening_candidate (
  id uuid PRIMARY KEY,
  screening_id uuid NOT NULL REFERENCES screening,
  n int NOT NULL,
  source text NOT NULL CHECK (source IN ('notice', 'subject', 'traveller', 'document')),
  record_id uuid NOT NULL,
  record_version int NOT NULL,
  number text,
  kind text NOT NULL,
  owner text,
  case_id uuid,
  -- Thousandths.
  score int NOT NULL,
  reasons jsonb NOT NULL,
  fingerprint text NOT NULL,
  -- The earlier word that this record is not this person.
  false_match_id uuid,
  -- A match leads to a request for arrest: two people say so.
  needs_two boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'known', 'unsure', 'same-once', 'disputed', 'not', 'same', 'ended')),
  hit_id uuid,
  action text,
  action_note text,
  action_by text,
  action_at bigint,
  at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL,
  -- A victim's identity lies in a compartment of its own beside the case's.
  second_compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('screening_candidate');
CREATE POLICY second_compartment ON screening_candidate AS RESTRICTIVE
  USING (hw_can(second_compartment)) WITH CHECK (hw_can(second_compartment));
CREATE INDEX screening_candidate_of ON screening_candidate (screening_id, n);
CREATE INDEX screening_candidate_record ON screening_candidate (source, record_id);
CREATE INDEX screening_candidate_acting ON screening_candidate (id) WHERE state = 'same' AND action IS NULL;

-- Who opened the record of a candidate, and what for.
CREATE TABLE screening_look (
  candidate_id uuid NOT NULL REFERENCES screening_candidate,
  person text NOT NULL,
  purpose text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('screening_look');
CREATE INDEX screening_look_of ON screening_look (candidate_id);

-- What people said: same person, not, unsure. The newest word of each counts.
CREATE TABLE screening_word (
  id uuid PRIMARY KEY,
  candidate_id uuid NOT NULL REFERENCES screening_candidate,
  person text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('same', 'not', 'unsure')),
  reason text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('screening_word');
CREATE INDEX screening_word_of ON screening_word (candidate_id, at);

-- A pair that was told apart: the person asked about, by fingerprint, and the record. It is shown with every later
-- candidate of the pair, and suppresses nothing.
CREATE TABLE screening_false_match (
  id uuid PRIMARY KEY,
  fingerprint text NOT NULL,
  source text NOT NULL,
  record_id uuid NOT NULL,
  -- Of the record when it was said: a record that changed since is to be looked at anew.
  record_version int NOT NULL,
  candidate_id uuid NOT NULL,
  said_by text NOT NULL,
  reason text NOT NULL,
  said_at bigint NOT NULL,
  undone_by text,
  undone_reason text,
  undone_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL,
  second_compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('screening_false_match');
CREATE POLICY second_compartment ON screening_false_match AS RESTRICTIVE
  USING (hw_can(second_compartment)) WITH CHECK (hw_can(second_compartment));
CREATE UNIQUE INDEX screening_false_match_pair ON screening_false_match (fingerprint, source, record_id)
  WHERE undone_at IS NULL;
CREATE INDEX screening_false_match_newest ON screening_false_match (said_at DESC, id DESC);

-- A list of stolen and lost travel documents that was brought in.
CREATE TABLE screening_document_import (
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),
  file_name text NOT NULL,
  file_sha256 text NOT NULL,
  file_size bigint NOT NULL,
  format text NOT NULL,
  unread_columns text[] NOT NULL DEFAULT '{}',
  source text NOT NULL,
  -- The file, until all of it is in the list.
  body bytea,
  read int NOT NULL DEFAULT 0,
  accepted int NOT NULL DEFAULT 0,
  merged int NOT NULL DEFAULT 0,
  refused int NOT NULL DEFAULT 0,
  total int NOT NULL,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  finished_at bigint,
  undo_until bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  CHECK (accepted + merged + refused = read)
);
SELECT hw_protect('screening_document_import');
CREATE INDEX screening_document_import_newest ON screening_document_import (created_at DESC, id DESC);
CREATE INDEX screening_document_import_file ON screening_document_import (file_sha256);

CREATE TABLE screening_document_problem (
  import_id uuid NOT NULL REFERENCES screening_document_import,
  line int NOT NULL,
  code text NOT NULL,
  params jsonb NOT NULL DEFAULT '{}',
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('screening_document_problem');
CREATE INDEX screening_document_problem_of ON screening_document_problem (import_id, line);

-- Travel documents reported stolen, lost, or no longer good. One row a document and the import that said so: taking an
-- import back takes nothing from another.
CREATE TABLE screening_document (
  id uuid PRIMARY KEY,
  import_id uuid NOT NULL,
  -- Capitals and digits alone.
  number text NOT NULL,
  -- ISO 3166-1 alpha-2; empty when the list does not say.
  country text NOT NULL,
  type text,
  status text NOT NULL CHECK (status IN ('stolen', 'stolen-blank', 'lost', 'revoked', 'invalid')),
  reported text,
  reference text,
  at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('screening_document');
CREATE UNIQUE INDEX screening_document_number ON screening_document (number, country, import_id);
CREATE INDEX screening_document_import_of ON screening_document (import_id);
