-- What an officer is writing, sealed: it may name a victim, and nobody else's eyes are due on it.
CREATE TABLE case_draft (
  person text NOT NULL,
  form text NOT NULL,
  sealed text NOT NULL,
  version int NOT NULL,
  updated_at bigint NOT NULL,
  agency text,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (person, form)
);
SELECT hw_protect_agency('case_draft');

-- Requests brought in by one file, so that they can be taken back together.
CREATE TABLE case_bulk (
  id uuid PRIMARY KEY,
  file_name text NOT NULL,
  sha256 text NOT NULL,
  state text NOT NULL CHECK (state IN ('done', 'undone')),
  version int NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  undone_at bigint,
  agency text,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect_agency('case_bulk');

CREATE TABLE case_bulk_row (
  bulk_id uuid NOT NULL REFERENCES case_bulk,
  line int NOT NULL,
  request_id uuid NOT NULL UNIQUE REFERENCES case_request,
  agency text,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (bulk_id, line)
);
SELECT hw_protect_agency('case_bulk_row');

-- What requests are compared by: numbers, addresses and links that two of them may share. Nothing of a victim.
CREATE TABLE case_request_key (
  request_id uuid NOT NULL REFERENCES case_request,
  kind text NOT NULL CHECK (kind IN ('reference', 'url', 'phone', 'email', 'document')),
  value text NOT NULL,
  agency text,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (request_id, kind, value)
);
CREATE INDEX case_request_key_value ON case_request_key (kind, value);
SELECT hw_protect_agency('case_request_key');
