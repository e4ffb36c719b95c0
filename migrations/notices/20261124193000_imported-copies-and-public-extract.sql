-- A copy that a file brought, not the feed: read only, and never owed to anybody. `source` is what the file said of itself.
ALTER TABLE notice DROP CONSTRAINT notice_relation_check;
ALTER TABLE notice ADD CONSTRAINT notice_relation_check
  CHECK (relation IN ('owner', 'holder', 'secretariat', 'imported'));
ALTER TABLE notice ADD COLUMN source text;
-- The number under which the public notices API knows it, `2021/12345`.
ALTER TABLE notice ADD COLUMN entity_id text;
-- The import that last brought it.
ALTER TABLE notice ADD COLUMN import_id uuid;
CREATE INDEX notice_imported ON notice (source, import_id) WHERE relation = 'imported';
-- The import that added this version, and the record as it came.
ALTER TABLE notice_version ADD COLUMN import_id uuid;
ALTER TABLE notice_version ADD COLUMN raw jsonb;
CREATE INDEX notice_version_import ON notice_version (import_id) WHERE import_id IS NOT NULL;

CREATE TABLE notice_import (
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('uploading', 'ready', 'running', 'done', 'undoing', 'undone', 'discarded')),
  file_name text NOT NULL,
  size bigint NOT NULL,
  sha256 text,
  -- Where the records are from; part of what identifies them.
  source text NOT NULL,
  -- Taken for records that do not say their colour.
  colour text,
  -- The file is all that its source has: what it does not name goes.
  complete boolean NOT NULL DEFAULT false,
  preview jsonb,
  read int NOT NULL DEFAULT 0,
  accepted int NOT NULL DEFAULT 0,
  merged int NOT NULL DEFAULT 0,
  refused int NOT NULL DEFAULT 0,
  removed int NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  broken text,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  started_at bigint,
  finished_at bigint,
  version int NOT NULL DEFAULT 1,
  CHECK (accepted + merged + refused = read)
);
CREATE INDEX notice_import_list ON notice_import (created_at DESC, id DESC);

-- What a browser sent, until it is imported or discarded.
CREATE TABLE notice_import_part (
  import_id uuid NOT NULL,
  n int NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (import_id, n)
);

CREATE TABLE notice_import_problem (
  import_id uuid NOT NULL,
  seq int NOT NULL,
  record int NOT NULL,
  line int NOT NULL,
  pointer text NOT NULL,
  refused boolean NOT NULL,
  code text NOT NULL,
  params jsonb NOT NULL,
  PRIMARY KEY (import_id, seq)
);

-- ---- the public extract

-- One row. Off until an administrator turns it on.
CREATE TABLE notice_public_setting (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  enabled boolean NOT NULL DEFAULT false,
  -- X-Forwarded-Host and -Proto come from a proxy of our own.
  trust_forwarded boolean NOT NULL DEFAULT false,
  changed_by text,
  changed_at bigint,
  version int NOT NULL DEFAULT 1
);
INSERT INTO notice_public_setting DEFAULT VALUES;

-- Who has agreed that a notice is public. A consent that is withdrawn stays on record.
CREATE TABLE notice_public_consent (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('guardian', 'prosecutor', 'bureau')),
  given_by text NOT NULL,
  reference text NOT NULL,
  given_on text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at bigint NOT NULL,
  withdrawn_by text,
  withdrawn_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('notice_public_consent');
CREATE INDEX notice_public_consent_of ON notice_public_consent (notice_id);

-- What is in the extract, or was: ids and numbers, no word of the notice. `rev` says when it last changed.
CREATE TABLE notice_public (
  notice_id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('red', 'yellow', 'un-persons', 'un-entities')),
  entity_id text NOT NULL,
  shown boolean NOT NULL,
  published_by text NOT NULL,
  published_at bigint NOT NULL,
  rev bigint NOT NULL DEFAULT 0,
  UNIQUE (kind, entity_id)
);
CREATE INDEX notice_public_rev ON notice_public (rev);

-- Changes are numbered in the order in which they commit: whoever changes the extract holds this row until then. A reader
-- that knows number n has missed nothing up to n.
CREATE TABLE notice_public_revision (one boolean PRIMARY KEY DEFAULT true CHECK (one), n bigint NOT NULL DEFAULT 0);
INSERT INTO notice_public_revision DEFAULT VALUES;

CREATE FUNCTION notice_public_begin() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE next bigint;
BEGIN
  UPDATE notice_public_revision SET n = n + 1 RETURNING n INTO next;
  PERFORM set_config('homeward.public_rev', next::text, true);
  RETURN NULL;
END $$;
CREATE FUNCTION notice_public_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.rev := current_setting('homeward.public_rev')::bigint;
  RETURN NEW;
END $$;
CREATE TRIGGER notice_public_begin BEFORE INSERT OR UPDATE OR DELETE ON notice_public
  FOR EACH STATEMENT EXECUTE FUNCTION notice_public_begin();
CREATE TRIGGER notice_public_stamp BEFORE INSERT OR UPDATE ON notice_public
  FOR EACH ROW EXECUTE FUNCTION notice_public_stamp();

-- Whatever ends, suspends, purges or amends a notice changes the extract in the same transaction, without knowing of it.
CREATE FUNCTION notice_public_follow() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE gone uuid := OLD.id;
BEGIN
  IF EXISTS (SELECT FROM notice_public WHERE notice_id = gone) THEN
    UPDATE notice_public SET rev = 0 WHERE notice_id = gone;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER notice_public_changed AFTER UPDATE OF state, content_version ON notice
  FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.content_version <> NEW.content_version)
  EXECUTE FUNCTION notice_public_follow();
CREATE TRIGGER notice_public_gone AFTER DELETE ON notice
  FOR EACH ROW EXECUTE FUNCTION notice_public_follow();
