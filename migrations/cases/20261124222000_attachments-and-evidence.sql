-- The private link of a request made without an account: the token lies with the officer, its hash here.
CREATE TABLE case_request_link (
  token_hash text PRIMARY KEY,
  request_id uuid NOT NULL UNIQUE REFERENCES case_request,
  -- SHA-256 of what was sent: the same link with another request is refused.
  body_hash text NOT NULL,
  at bigint NOT NULL,
  agency text NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect_agency('case_request_link');

-- A sealed evidence transfer: an officer confirmed by call-back may send files under a key, whose hash is kept.
CREATE TABLE case_transfer (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES case_request,
  key_hash text NOT NULL UNIQUE,
  officer text NOT NULL,
  purpose text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed', 'revoked')),
  version int NOT NULL,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  agency text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_transfer_of ON case_transfer (request_id, created_at);
SELECT hw_protect_agency('case_transfer');

-- A file that comes in pieces: an attachment that its request announced, or a piece of evidence.
CREATE TABLE case_upload (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES case_request,
  transfer_id uuid REFERENCES case_transfer,
  token_hash text NOT NULL UNIQUE,
  name text NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  -- As the sender took it before sending; checked against the bytes when they are all here.
  sha256 text NOT NULL,
  received bigint NOT NULL CHECK (received >= 0 AND received <= size),
  state text NOT NULL CHECK (state IN ('open', 'complete', 'refused')),
  code text,
  by_actor text NOT NULL,
  created_at bigint NOT NULL,
  completed_at bigint,
  agency text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE UNIQUE INDEX case_upload_attachment ON case_upload (request_id, sha256)
  WHERE transfer_id IS NULL AND state <> 'refused';
CREATE UNIQUE INDEX case_upload_evidence ON case_upload (transfer_id, sha256)
  WHERE transfer_id IS NOT NULL AND state <> 'refused';
SELECT hw_protect_agency('case_upload');

-- Its pieces, each sealed in the vault under a key of its own.
CREATE TABLE case_upload_part (
  upload_id uuid NOT NULL REFERENCES case_upload,
  at_byte bigint NOT NULL,
  size int NOT NULL CHECK (size > 0),
  vault_ref text NOT NULL,
  vault_key text NOT NULL,
  agency text,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (upload_id, at_byte)
);
CREATE INDEX case_upload_part_ref ON case_upload_part (vault_ref);
SELECT hw_protect_agency('case_upload_part');

-- Chain of custody: each step carries the hash of the one before it, and nothing is changed or taken out.
CREATE TABLE case_custody (
  transfer_id uuid NOT NULL REFERENCES case_transfer,
  seq int NOT NULL,
  at bigint NOT NULL,
  step text NOT NULL,
  actor text NOT NULL,
  upload_id uuid,
  sha256 text,
  note text,
  previous text NOT NULL,
  hash text NOT NULL,
  agency text,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (transfer_id, seq)
);
SELECT hw_protect_agency('case_custody');
REVOKE UPDATE, DELETE ON case_custody FROM homeward_app;
