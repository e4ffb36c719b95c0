-- A hash that is at Lyon by a list alone answers questions too: earlier ones by a job, later ones by another.

-- Part one: at every bureau.

-- What a list at Lyon knows of a picture asked about.
CREATE TABLE ident_lookup_listed (
  lookup_id uuid NOT NULL REFERENCES ident_ask,
  item int NOT NULL,
  -- Lyon's number of the entry.
  entry bigint NOT NULL,
  list_id uuid NOT NULL,
  list_name text NOT NULL,
  list_source text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('exact', 'near', 'turned')),
  distance smallint,
  orientation text,
  classification jsonb,
  series text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (lookup_id, item, entry)
);
SELECT hw_protect('ident_lookup_listed');

-- An alert about a list is of no series.
ALTER TABLE ident_alert ALTER COLUMN series_id DROP NOT NULL;
ALTER TABLE ident_alert DROP CONSTRAINT ident_alert_kind_check;
ALTER TABLE ident_alert ADD CONSTRAINT ident_alert_kind_check CHECK (
  kind IN ('match', 'reading', 'claim', 'stale-lead', 'curation', 'series-moved', 'listed', 'withdrawn')
  AND (series_id IS NOT NULL OR kind = 'listed')
);

-- Part two: at Lyon.

-- The seven turned and mirrored forms of what was asked about, 32 bytes each: an entry of a list has none of its own. No
-- foreign key: questions are never deleted, and the check would cost at each of them.
CREATE TABLE icse_lookup_turned (
  lookup_id uuid NOT NULL,
  item int NOT NULL,
  forms bytea NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (lookup_id, item)
);
SELECT hw_protect('icse_lookup_turned');

-- How far each list has been compared with the questions asked: by file hash up to one entry, by PDQ up to another, and the
-- batch behind that one up to a question.
CREATE TABLE icse_list_compared (
  list_id uuid PRIMARY KEY,
  exact_at bigint NOT NULL DEFAULT 0,
  exact_id bigint NOT NULL DEFAULT 0,
  near_at bigint NOT NULL DEFAULT 0,
  near_id bigint NOT NULL DEFAULT 0,
  batch_at bigint,
  batch_id bigint,
  question bigint NOT NULL DEFAULT 0,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('icse_list_compared');

-- Up to which question all lists have been compared with what is asked; one row.
CREATE TABLE icse_questions_compared (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  question bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('icse_questions_compared');

-- A question that a list answers: written down once, told by a job.
CREATE TABLE icse_listed (
  entry_id bigint NOT NULL REFERENCES ident_hash_entry,
  question bigint NOT NULL REFERENCES icse_lookup_item (seq),
  list_id uuid NOT NULL,
  kind text NOT NULL,
  distance smallint,
  orientation text,
  bureau text NOT NULL,
  lookup_id uuid NOT NULL,
  item int NOT NULL,
  at bigint NOT NULL,
  told_at bigint,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (entry_id, question)
);
CREATE INDEX icse_listed_untold ON icse_listed (lookup_id, list_id) WHERE told_at IS NULL;
CREATE INDEX icse_listed_of ON icse_listed (lookup_id, list_id);
SELECT hw_protect('icse_listed');
