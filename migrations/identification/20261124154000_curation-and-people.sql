-- The owner of the tables is bound by row-level security too: what is copied below must be seen.
SELECT set_config('homeward.compartments', '*', true);

-- Letters without their marks, so that `Été`, `été` and `ete`, or `أرنب` and `ارنب`, are found by one another.
CREATE FUNCTION icse_fold(given text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT translate(
    regexp_replace(
      normalize(replace(replace(replace(lower(given), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), NFKD),
      '[\u0300-\u036f\u0640\u064b-\u065f\u0670]', '', 'g'),
    'øłđðıىةۀکی', 'olddiيههكي')
$$;

-- Part one: at every bureau.

-- What a picture is, in the words of each scheme apart.
CREATE TABLE ident_classification (
  media_id uuid NOT NULL REFERENCES ident_media,
  scheme text NOT NULL,
  code text NOT NULL,
  label text NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, scheme)
);
INSERT INTO ident_classification (media_id, scheme, code, label, by_actor, at, compartment)
  SELECT id, classification->>'scheme', classification->>'code', classification->>'label', sealed_by, sealed_at, compartment
  FROM ident_media WHERE classification IS NOT NULL;
SELECT hw_protect('ident_classification');

ALTER TABLE ident_media
  ADD COLUMN distributed text NOT NULL DEFAULT 'unknown' CHECK (distributed IN ('yes', 'no', 'unknown')),
  ADD COLUMN distributed_by text,
  ADD COLUMN distributed_at bigint,
  -- Camera, time and software as the file says; its place apart, as this program read it.
  ADD COLUMN exif jsonb,
  ADD COLUMN gps jsonb,
  -- Another bureau's file, kept under its terms and never passed on.
  ADD COLUMN owner_bureau text,
  ADD COLUMN owner_terms jsonb;

CREATE TABLE ident_media_person (
  media_id uuid NOT NULL REFERENCES ident_media,
  person_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('victim', 'offender')),
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, person_id)
);
SELECT hw_protect('ident_media_person');

ALTER TABLE ident_view ADD COLUMN despite_classified text;

-- Victims and offenders of a series as Lyon told of them; `version` is Lyon's.
CREATE TABLE ident_series_person (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('victim', 'offender')),
  series_id uuid NOT NULL,
  label text NOT NULL,
  sex text NOT NULL,
  age_from smallint,
  age_to smallint,
  state text NOT NULL,
  by_bureau text,
  since bigint,
  active_at bigint,
  version int NOT NULL,
  charge text NOT NULL DEFAULT 'none' CHECK (charge IN ('none', 'open', 'done', 'released')),
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_series_person_of ON ident_series_person (series_id, kind, label);
SELECT hw_protect('ident_series_person');

CREATE TABLE ident_series_claim (
  id uuid PRIMARY KEY,
  series_id uuid NOT NULL,
  of_id uuid,
  bureau text NOT NULL,
  wanted text NOT NULL,
  code text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_series_claim_of ON ident_series_claim (series_id, at);
SELECT hw_protect('ident_series_claim');

-- Which subject of which case a victim is. The name is the subject's own, in the same compartment.
CREATE TABLE ident_victim_identity (
  victim_id uuid PRIMARY KEY,
  case_id uuid NOT NULL,
  subject_id uuid NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'victim-identity' CHECK (compartment = 'victim-identity')
);
SELECT hw_protect('ident_victim_identity');

ALTER TABLE ident_series
  ADD COLUMN victims int NOT NULL DEFAULT 0,
  ADD COLUMN offenders int NOT NULL DEFAULT 0,
  ADD COLUMN merged_into uuid;

ALTER TABLE ident_alert DROP CONSTRAINT ident_alert_kind_check;
ALTER TABLE ident_alert ADD CONSTRAINT ident_alert_kind_check
  CHECK (kind IN ('match', 'reading', 'claim', 'stale-lead', 'curation', 'series-moved'));
ALTER TABLE ident_alert ADD COLUMN detail jsonb;

-- A file asked of another bureau, or asked of this one. The id is the asker's.
CREATE TABLE ident_file_request (
  id uuid PRIMARY KEY,
  direction text NOT NULL CHECK (direction IN ('asked', 'owed')),
  bureau text NOT NULL,
  lyon_media uuid NOT NULL,
  media_id uuid REFERENCES ident_media,
  purpose text NOT NULL,
  urgency text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'granted', 'received', 'refused', 'expired')),
  reason text,
  code text,
  terms jsonb,
  sha256 text,
  size bigint,
  case_id uuid,
  -- The message that carried it, so that its refusal ends it.
  message_id text,
  asked_by text NOT NULL,
  at bigint NOT NULL,
  due_at bigint NOT NULL,
  decided_at bigint,
  moved_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_file_request_at ON ident_file_request (at DESC, id);
SELECT hw_protect('ident_file_request');

-- This bureau's deposited files that somebody opened at Lyon.
CREATE TABLE ident_opening (
  id uuid PRIMARY KEY,
  media_id uuid NOT NULL REFERENCES ident_media,
  bureau text NOT NULL,
  person text NOT NULL,
  purpose text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_opening_of ON ident_opening (media_id, at);
SELECT hw_protect('ident_opening');

-- Part two: at Lyon.

-- Each bureau's word on a picture, by scheme. Only one scheme is ever compared.
CREATE TABLE icse_classification (
  media_id uuid NOT NULL REFERENCES icse_media,
  bureau text NOT NULL,
  scheme text NOT NULL,
  code text NOT NULL,
  label text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, bureau, scheme)
);
INSERT INTO icse_classification (media_id, bureau, scheme, code, label, at)
  SELECT media_id, bureau, classification->>'scheme', classification->>'code', classification->>'label', at
  FROM icse_contribution WHERE classification IS NOT NULL;
SELECT hw_protect('icse_classification');

ALTER TABLE icse_contribution
  ADD COLUMN distributed text NOT NULL DEFAULT 'unknown',
  ADD COLUMN distributed_at bigint,
  -- The bureau's own version of its row: an older description never undoes a newer one.
  ADD COLUMN described int NOT NULL DEFAULT 0;

-- A picture on the curator's bench; one open bench a picture. A round has three votes.
CREATE TABLE icse_curation (
  id uuid PRIMARY KEY,
  media_id uuid NOT NULL REFERENCES icse_media,
  state text NOT NULL CHECK (state IN ('open', 'agreed', 'disagreed')),
  because text NOT NULL CHECK (because IN ('conflict', 'reopened')),
  round int NOT NULL DEFAULT 1,
  outcome text,
  opened_at bigint NOT NULL,
  due_at bigint NOT NULL,
  closed_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE UNIQUE INDEX icse_curation_of ON icse_curation (media_id);
CREATE INDEX icse_curation_due ON icse_curation (state, due_at, id);
SELECT hw_protect('icse_curation');

CREATE TABLE icse_vote (
  id uuid PRIMARY KEY,
  curation_id uuid NOT NULL REFERENCES icse_curation,
  round int NOT NULL,
  bureau text NOT NULL,
  -- The bureau's own reference of its specialist, whose certificate it vouches for. Never a name.
  person text NOT NULL,
  code text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (curation_id, round, person)
);
SELECT hw_protect('icse_vote');

-- Victims and offenders of a series, by number. No column could hold a name.
CREATE TABLE icse_person (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('victim', 'offender')),
  series_id uuid NOT NULL REFERENCES icse_series,
  number int NOT NULL,
  sex text NOT NULL CHECK (sex IN ('female', 'male', 'unknown')),
  age_from smallint CHECK (age_from BETWEEN 0 AND 99),
  age_to smallint CHECK (age_to BETWEEN 0 AND 99),
  state text NOT NULL,
  by_bureau text,
  since bigint,
  active_at bigint,
  version int NOT NULL DEFAULT 1,
  opened_by text NOT NULL,
  opened_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  CHECK ((state = 'unidentified') = (by_bureau IS NULL))
);
CREATE INDEX icse_person_of ON icse_person (series_id, kind, number);
SELECT hw_protect('icse_person');

CREATE TABLE icse_media_person (
  media_id uuid NOT NULL REFERENCES icse_media,
  person_id uuid NOT NULL REFERENCES icse_person,
  bureau text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, person_id, bureau)
);
SELECT hw_protect('icse_media_person');

ALTER TABLE icse_claim ADD COLUMN of_id uuid;
ALTER TABLE icse_series
  ADD COLUMN merged_into uuid REFERENCES icse_series,
  -- The newest sign of work by the bureau that leads.
  ADD COLUMN active_at bigint;

-- What a curator joined or parted, with all it takes to undo it.
CREATE TABLE icse_series_move (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('merge', 'split')),
  from_series uuid NOT NULL REFERENCES icse_series,
  to_series uuid NOT NULL REFERENCES icse_series,
  media uuid[] NOT NULL,
  clues uuid[] NOT NULL,
  persons uuid[] NOT NULL,
  by_actor text NOT NULL,
  reason text NOT NULL,
  at bigint NOT NULL,
  undone_by text,
  undone_reason text,
  undone_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX icse_series_move_of ON icse_series_move (from_series, at);
CREATE INDEX icse_series_move_to ON icse_series_move (to_series, at);
SELECT hw_protect('icse_series_move');

CREATE TABLE icse_setting (
  name text PRIMARY KEY,
  value int NOT NULL,
  version int NOT NULL DEFAULT 1,
  by_actor text NOT NULL,
  at bigint NOT NULL
);

ALTER TABLE icse_clue ADD COLUMN search text NOT NULL DEFAULT '';
UPDATE icse_clue SET search = icse_fold(concat_ws(' ', words, make, array_to_string(place_hints, ' ')));
