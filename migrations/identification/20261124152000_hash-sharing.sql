-- Hash Sharing v2, both ways. Part one: sources that this bureau pulls from.

-- The only addresses that are ever called.
CREATE TABLE ident_hash_address (
  origin text PRIMARY KEY,
  allowed_by text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('ident_hash_address');

CREATE TABLE ident_hash_source (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  environment text NOT NULL,
  base_url text NOT NULL,
  -- User name and password, sealed under the bureau's key.
  credentials text NOT NULL,
  list_id uuid NOT NULL REFERENCES ident_hash_list,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused')),
  every_ms bigint NOT NULL,
  from_at bigint NOT NULL,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  -- Everything changed before it is here. Moves when a whole range is read, never within one: entries come in no order.
  complete_to bigint NOT NULL,
  -- How long a range is asked for at once; shrinks where much has changed.
  window_ms bigint NOT NULL,
  range_from bigint,
  range_to bigint,
  -- The range's next page; such a path is good for some hours only.
  next_path text,
  next_path_at bigint,
  pull_state text NOT NULL DEFAULT 'waiting' CHECK (pull_state IN ('waiting', 'pulling', 'backing-off', 'stopped')),
  pages bigint NOT NULL DEFAULT 0,
  entries bigint NOT NULL DEFAULT 0,
  unreadable bigint NOT NULL DEFAULT 0,
  estimated bigint,
  started_at bigint,
  finished_at bigint,
  next_at bigint,
  failures int NOT NULL DEFAULT 0,
  code text,
  -- What the source says of itself: who we are to it, reasons of feedback. Asked anew each day.
  about jsonb,
  about_at bigint,
  compartment text NOT NULL DEFAULT 'general',
  CHECK ((range_from IS NULL) = (range_to IS NULL)),
  CHECK (next_path IS NULL OR range_from IS NOT NULL)
);
SELECT hw_protect('ident_hash_source');

-- What a source said of an entry beside the hashes that lie in its list. A tombstone stays, so that an older word that comes
-- later brings nothing back.
CREATE TABLE ident_source_entry (
  source_id uuid NOT NULL REFERENCES ident_hash_source,
  -- memberId-id
  key text NOT NULL,
  member_id text NOT NULL,
  member_name text NOT NULL,
  entry_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('image', 'video')),
  deleted boolean NOT NULL,
  at bigint NOT NULL,
  classification text,
  fingerprints jsonb NOT NULL,
  -- Types of fingerprints that are not inline; where they lie is not kept.
  large text[] NOT NULL,
  feedback jsonb NOT NULL,
  categorizations text[] NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (source_id, key)
);
SELECT hw_protect('ident_source_entry');

-- What people here said of an entry, owed to its source until it answers or refuses.
CREATE TABLE ident_hash_feedback (
  id uuid PRIMARY KEY,
  source_id uuid NOT NULL REFERENCES ident_hash_source,
  key text NOT NULL,
  member_id text NOT NULL,
  entry_id text NOT NULL,
  type text NOT NULL,
  sentiment text NOT NULL CHECK (sentiment IN ('affirmative', 'negative')),
  reason_ids text[] NOT NULL,
  note text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'refused')),
  code text,
  said_by text NOT NULL,
  at bigint NOT NULL,
  settled_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_hash_feedback_at ON ident_hash_feedback (at DESC, id);
-- One word at a time on one fingerprint.
CREATE UNIQUE INDEX ident_hash_feedback_open ON ident_hash_feedback (source_id, key, type) WHERE state = 'open';
SELECT hw_protect('ident_hash_feedback');

-- Part two: lists that this bureau shares, and partners that read them.

-- One row. Every change shown to partners is stamped at or after `horizon`, the latest moment up to which anyone was told that
-- they have everything; `seq` orders the changes.
CREATE TABLE ident_share_clock (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  horizon bigint NOT NULL DEFAULT 0,
  seq bigint NOT NULL DEFAULT 0,
  compartment text NOT NULL DEFAULT 'general'
);
INSERT INTO ident_share_clock DEFAULT VALUES;
SELECT hw_protect('ident_share_clock');

CREATE TABLE ident_hash_share (
  list_id uuid PRIMARY KEY REFERENCES ident_hash_list,
  share boolean NOT NULL,
  basis text NOT NULL CHECK (basis IN ('own', 'consent')),
  terms text NOT NULL,
  -- When partners see the decision, whole seconds.
  stamp bigint NOT NULL,
  -- Changes of the list up to here have been stamped; those of the last minutes are looked at again.
  stamped_to bigint NOT NULL DEFAULT 0,
  stamped_id bigint NOT NULL DEFAULT 0,
  decided_by text NOT NULL,
  decided_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('ident_hash_share');

-- When partners see an entry's last change.
CREATE TABLE ident_share_entry (
  entry_id bigint PRIMARY KEY REFERENCES ident_hash_entry,
  list_id uuid NOT NULL REFERENCES ident_hash_share,
  seq bigint NOT NULL,
  stamp bigint NOT NULL,
  -- Which version of the entry's row was stamped.
  row_version bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE UNIQUE INDEX ident_share_entry_seq ON ident_share_entry (list_id, seq);
CREATE INDEX ident_share_entry_stamp ON ident_share_entry (list_id, stamp, seq);
SELECT hw_protect('ident_share_entry');

CREATE TABLE ident_hash_partner (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username = lower(username)),
  name text NOT NULL,
  member bigint GENERATED ALWAYS AS IDENTITY (START WITH 100) UNIQUE,
  -- SHA-256 of 256 random bits: there is nothing in it to guess, so nothing to slow down.
  secret_hash text NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint,
  last_read_at bigint,
  pages bigint NOT NULL DEFAULT 0,
  entries bigint NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('ident_hash_partner');

-- What a partner may read, and what it may no longer: that is told as tombstones.
CREATE TABLE ident_share_grant (
  partner_id uuid NOT NULL REFERENCES ident_hash_partner,
  list_id uuid NOT NULL REFERENCES ident_hash_share,
  withdrawn boolean NOT NULL,
  stamp bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (partner_id, list_id)
);
SELECT hw_protect('ident_share_grant');

-- What partners said of an entry; the last word of each on each fingerprint.
CREATE TABLE ident_share_feedback (
  id uuid PRIMARY KEY,
  partner_id uuid NOT NULL REFERENCES ident_hash_partner,
  list_id uuid NOT NULL,
  entry_id bigint NOT NULL REFERENCES ident_hash_entry,
  type text NOT NULL,
  sentiment text NOT NULL CHECK (sentiment IN ('affirmative', 'negative')),
  reason_ids text[] NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (partner_id, entry_id, type)
);
CREATE INDEX ident_share_feedback_at ON ident_share_feedback (at DESC, id);
SELECT hw_protect('ident_share_feedback');
