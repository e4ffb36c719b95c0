-- Merkle logs (RFC 6962 hashing, C2SP tlog-tiles layout): the ledger's own, and any other a room keeps.
CREATE TABLE merkle_log (
  name text PRIMARY KEY,
  size bigint NOT NULL,
  root bytea NOT NULL,
  -- Newest signed note.
  checkpoint text NOT NULL,
  checkpoint_time bigint NOT NULL
);
CREATE TABLE merkle_tile (
  log text NOT NULL,
  level int NOT NULL,
  index bigint NOT NULL,
  -- Up to 256 hashes of 32 bytes; a tile only grows, and a narrower one is its beginning.
  hashes bytea NOT NULL,
  PRIMARY KEY (log, level, index)
);
-- Hashes do not compress: spare the attempt.
ALTER TABLE merkle_tile ALTER COLUMN hashes SET STORAGE EXTERNAL;

-- What transactions wrote and the sealer has not numbered yet. Not tamper-evident; it stays here for some 50 ms.
CREATE TABLE audit_unsealed (
  ord bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL,
  time bigint NOT NULL,
  act text NOT NULL,
  actor text NOT NULL,
  entity text NOT NULL,
  about text[] NOT NULL,
  body_hash bytea NOT NULL
);

-- The sealed ledger: numbered without a gap from 0, each row a leaf of the Merkle log `ledger`.
CREATE TABLE audit_entry (
  seq bigint PRIMARY KEY,
  id uuid NOT NULL,
  time bigint NOT NULL,
  act text NOT NULL,
  actor text NOT NULL,
  entity text NOT NULL,
  about text[] NOT NULL,
  body_hash bytea NOT NULL
);
CREATE INDEX audit_entry_act ON audit_entry (act, seq);
CREATE INDEX audit_entry_actor ON audit_entry (actor, seq);

-- Every reference of a sealed entry (its entity and what it is about), for timelines.
CREATE TABLE audit_ref (
  ref text NOT NULL,
  seq bigint NOT NULL,
  PRIMARY KEY (ref, seq)
);

-- Keys of an entity's bodies, wrapped by the bureau's vault key. Each process makes its own, so an append never reads.
CREATE TABLE audit_key (
  id uuid PRIMARY KEY,
  entity text NOT NULL,
  wrapped text NOT NULL,
  created_at bigint NOT NULL
);
CREATE INDEX audit_key_entity ON audit_key (entity);

-- Salt and body of an entry, encrypted under a key of its entity. Destroyed by a purge, while the log still verifies.
CREATE TABLE audit_body (
  entry uuid PRIMARY KEY,
  key uuid NOT NULL,
  sealed bytea NOT NULL
);
CREATE INDEX audit_body_key ON audit_body (key);

-- How far each follower of the sealed ledger has come.
CREATE TABLE audit_cursor (
  name text PRIMARY KEY,
  next bigint NOT NULL
);

-- The application adds and seals; it never alters or removes what is sealed. Bodies and keys may be destroyed, not changed.
REVOKE UPDATE, DELETE ON audit_entry, audit_ref FROM homeward_app;
REVOKE UPDATE ON audit_unsealed, audit_key, audit_body FROM homeward_app;
REVOKE DELETE ON merkle_log, merkle_tile, audit_cursor FROM homeward_app;
