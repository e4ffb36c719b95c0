-- Before anything of an agency's request goes abroad: who else works on this? A pointer, never content.
CREATE TABLE case_deconfliction (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES case_request,
  authority text NOT NULL,
  method text NOT NULL CHECK (method IN ('api', 'by-hand')),
  state text NOT NULL CHECK (state IN ('asked', 'clear', 'pointer', 'failed')),
  -- Whom to call there, and under which number of theirs.
  contact text,
  note text,
  pointers int NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  answered_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_deconfliction_of ON case_deconfliction (request_id, authority, at);
SELECT hw_protect('case_deconfliction');

CREATE TABLE case_deconfliction_override (
  request_id uuid PRIMARY KEY REFERENCES case_request,
  reason text NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('case_deconfliction_override');

-- Where an authority answers by itself. The key is wrapped by the vault.
CREATE TABLE case_deconfliction_partner (
  authority text PRIMARY KEY,
  url text NOT NULL,
  key text NOT NULL,
  is_on boolean NOT NULL,
  by_actor text NOT NULL,
  changed_at bigint NOT NULL,
  version int NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('case_deconfliction_partner');

-- Our answer to the bureau that asked: drafted by one person, released by another.
CREATE TABLE case_answer (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  text text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'released', 'returned')),
  version int NOT NULL,
  drafted_by text NOT NULL,
  drafted_at bigint NOT NULL,
  reviewed_by text,
  reviewed_at bigint,
  note text,
  compartment text NOT NULL DEFAULT 'general',
  CHECK (reviewed_by IS NULL OR reviewed_by <> drafted_by),
  CHECK ((state = 'proposed') = (reviewed_by IS NULL))
);
CREATE UNIQUE INDEX case_answer_proposed ON case_answer (case_id) WHERE state = 'proposed';
CREATE INDEX case_answer_of ON case_answer (case_id, drafted_at);
SELECT hw_protect('case_answer');

-- The private link by which an agency without an account answers a task.
CREATE TABLE case_task_link (
  task_id uuid PRIMARY KEY REFERENCES case_task,
  token_hash text NOT NULL UNIQUE,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  expires_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('case_task_link');
