-- The look-up service at Lyon: its order of commits, removals, late answers, judgements of matches, sources that flood.

-- Whoever adds or removes pictures takes turns, so that `seq` ascends in the order of commits: reading on from the last
-- number seen misses nothing, whichever process wrote it. Also held by src/identification/lyon/turns.ts.
CREATE FUNCTION icse_media_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7236001);
  RETURN NULL;
END $$;
CREATE TRIGGER icse_media_turn BEFORE INSERT OR DELETE ON icse_media
  FOR EACH STATEMENT EXECUTE FUNCTION icse_media_turn();

-- What was removed, numbered, so that every index lets go of it, one read from a file too.
CREATE TABLE icse_media_gone (
  gone bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  seq bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('icse_media_gone');
CREATE FUNCTION icse_media_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO icse_media_gone (seq, compartment) VALUES (OLD.seq, OLD.compartment);
  RETURN NULL;
END $$;
CREATE TRIGGER icse_media_removed AFTER DELETE ON icse_media
  FOR EACH ROW EXECUTE FUNCTION icse_media_removed();
CREATE FUNCTION icse_media_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the hashes of a picture do not change: remove it and hold it anew';
END $$;
CREATE TRIGGER icse_media_fixed BEFORE UPDATE OF seq, pdq, quality ON icse_media
  FOR EACH ROW WHEN (OLD.seq <> NEW.seq OR OLD.pdq <> NEW.pdq OR OLD.quality <> NEW.quality)
  EXECUTE FUNCTION icse_media_fixed();

-- A question asked before a picture came that answers it: written with the picture, told by a job.
CREATE TABLE icse_late (
  media_id uuid NOT NULL REFERENCES icse_media ON DELETE CASCADE,
  question bigint NOT NULL REFERENCES icse_lookup_item (seq),
  kind text NOT NULL,
  distance smallint,
  orientation text,
  bureau text NOT NULL,
  lookup_id uuid NOT NULL,
  item int NOT NULL,
  -- Who contributed the picture.
  contributor text NOT NULL,
  at bigint NOT NULL,
  told_at bigint,
  compartment text NOT NULL DEFAULT 'general',
  -- A second contributor of the same picture is news to the asker.
  PRIMARY KEY (media_id, question, contributor)
);
CREATE INDEX icse_late_untold ON icse_late (media_id, question) WHERE told_at IS NULL;
SELECT hw_protect('icse_late');

-- What a bureau said of two pictures that the index holds to be one. The newest word of an id counts, by `version`.
CREATE TABLE icse_judgement (
  id uuid PRIMARY KEY,
  bureau text NOT NULL,
  lookup_id uuid NOT NULL REFERENCES icse_lookup,
  item int NOT NULL,
  media_id uuid NOT NULL REFERENCES icse_media ON DELETE CASCADE,
  -- The pair: what was asked about, and what is held. Whoever asks for or contributes either again finds it.
  asked_pdq text,
  asked_sha256 text,
  asked_md5 text,
  held_pdq text NOT NULL,
  held_sha256 text NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('same', 'not-same', 'unsure')),
  standing text NOT NULL CHECK (standing IN ('said', 'confirmed', 'undone')),
  version int NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX icse_judgement_asked_pdq ON icse_judgement (asked_pdq, held_pdq);
CREATE INDEX icse_judgement_held_pdq ON icse_judgement (held_pdq, asked_pdq);
CREATE INDEX icse_judgement_media ON icse_judgement (media_id);
CREATE INDEX icse_judgement_at ON icse_judgement (at DESC, id);
SELECT hw_protect('icse_judgement');

-- A bureau that asks or contributes beyond its rate waits. No row: the usual rates, and nothing held.
CREATE TABLE icse_source (
  bureau text PRIMARY KEY,
  hashes_a_minute int CHECK (hashes_a_minute > 0),
  contributions_a_minute int CHECK (contributions_a_minute > 0),
  held_until bigint,
  held_kind text CHECK (held_kind IN ('lookup', 'contribute')),
  held_times int NOT NULL DEFAULT 0,
  updated_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('icse_source');

-- At the bureau that asked: what a person who looked said of a match, and who confirmed or undid it.
CREATE TABLE ident_judgement (
  id uuid PRIMARY KEY,
  lookup_id uuid NOT NULL REFERENCES ident_ask,
  item int NOT NULL,
  lyon_media uuid NOT NULL,
  series_id uuid NOT NULL,
  verdict text NOT NULL CHECK (verdict IN ('same', 'not-same', 'unsure')),
  reason text NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  standing text NOT NULL DEFAULT 'said' CHECK (standing IN ('said', 'confirmed', 'undone')),
  second_actor text,
  second_reason text,
  second_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
-- One word stands on a match at a time.
CREATE UNIQUE INDEX ident_judgement_one ON ident_judgement (lookup_id, item, lyon_media) WHERE standing <> 'undone';
CREATE INDEX ident_judgement_at ON ident_judgement (at DESC, id);
SELECT hw_protect('ident_judgement');

-- What Lyon knew of earlier judgements when it answered.
ALTER TABLE ident_lookup_match ADD COLUMN judged jsonb;
