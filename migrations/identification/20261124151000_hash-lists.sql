-- Lists of hashes from elsewhere, and what was imported into them.

CREATE TABLE ident_hash_list (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  -- Who gave it, and under which terms it may be used.
  source text NOT NULL DEFAULT '',
  terms text NOT NULL DEFAULT '',
  -- What its category numbers mean, 'VICS-US'; numbers of different schemes are never compared.
  scheme text,
  kind text NOT NULL CHECK (kind IN ('known', 'benign', 'mixed')),
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired')),
  -- Entries in force. Whoever writes entries holds this row, so that a list has one writer at a time.
  entries bigint NOT NULL DEFAULT 0,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (compartment, name)
);
SELECT hw_protect('ident_hash_list');

-- No foreign key to the list: lists are never deleted, and the check would cost at each of a million rows.
CREATE TABLE ident_hash_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list_id uuid NOT NULL,
  -- Unique within the list: 'md5:…', or what the source calls it. The same again is merged.
  key text NOT NULL,
  md5 bytea,
  sha1 bytea,
  sha256 bytea,
  pdq bytea,
  quality smallint,
  -- Opaque: compared for equality, never computed.
  photodna bytea,
  scheme text,
  code text,
  label text,
  series text,
  -- A flag that is absent is not false.
  flags jsonb,
  -- The cases of a VICS file that it came with (ident_hash_case).
  cases bigint[],
  -- JSON text of everything else the source said, by format; text, so that it comes out as it went in.
  raw text,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'removed')),
  -- Imports, where it was one: which added it, which changed it last.
  added_by uuid,
  changed_by uuid,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (list_id, key)
);
CREATE INDEX ident_hash_entry_md5 ON ident_hash_entry (md5) WHERE md5 IS NOT NULL;
CREATE INDEX ident_hash_entry_sha1 ON ident_hash_entry (sha1) WHERE sha1 IS NOT NULL;
CREATE INDEX ident_hash_entry_sha256 ON ident_hash_entry (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX ident_hash_entry_pdq ON ident_hash_entry (id) WHERE pdq IS NOT NULL;
-- For readers that follow a list's changes, removed entries included.
CREATE INDEX ident_hash_entry_changed ON ident_hash_entry (list_id, updated_at, id);
SELECT hw_protect('ident_hash_entry');

-- A Case of a VICS file, so that an export has it again.
CREATE TABLE ident_hash_case (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list_id uuid NOT NULL REFERENCES ident_hash_list,
  key text NOT NULL,
  raw text NOT NULL,
  added_by uuid,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (list_id, key)
);
SELECT hw_protect('ident_hash_case');

-- A picture sealed here that a list knows.
CREATE TABLE ident_media_listed (
  media_id uuid NOT NULL REFERENCES ident_media,
  entry_id bigint NOT NULL REFERENCES ident_hash_entry,
  kind text NOT NULL CHECK (kind IN ('exact', 'near', 'turned')),
  distance smallint,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, entry_id)
);
SELECT hw_protect('ident_media_listed');
CREATE INDEX ident_media_md5 ON ident_media (md5);
CREATE INDEX ident_media_sha1 ON ident_media (sha1);
CREATE INDEX ident_media_sha256 ON ident_media (sha256);

-- One file brought in.
CREATE TABLE ident_import (
  id uuid PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('uploading', 'ready', 'running', 'done', 'undoing', 'undone', 'discarded')),
  file_name text NOT NULL,
  file_size bigint NOT NULL,
  file_sha256 text,
  -- A file on the disk of who runs the command, or sealed in parts here.
  held text NOT NULL CHECK (held IN ('file', 'parts')),
  preview jsonb,
  list_id uuid REFERENCES ident_hash_list,
  -- The scheme said by a person instead of the file's own.
  scheme text,
  read bigint NOT NULL DEFAULT 0,
  accepted bigint NOT NULL DEFAULT 0,
  merged bigint NOT NULL DEFAULT 0,
  refused bigint NOT NULL DEFAULT 0,
  warnings bigint NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  -- Position of a Case in the file -> id in ident_hash_case.
  case_ids jsonb NOT NULL DEFAULT '{}',
  -- Why the file ended before its end, if it did.
  broken text,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  started_at bigint,
  finished_at bigint,
  undo_until bigint,
  undone_at bigint,
  -- Where taking it back has got to.
  undo_cursor bigint NOT NULL DEFAULT 0,
  -- Ids of the entries it touched lie between these, other imports' among them.
  first_entry bigint,
  last_entry bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  CHECK (accepted + merged + refused = read)
);
CREATE INDEX ident_import_newest ON ident_import (created_at DESC, id);
CREATE INDEX ident_import_file ON ident_import (file_sha256);
CREATE INDEX ident_import_list ON ident_import (list_id, started_at);
SELECT hw_protect('ident_import');

CREATE TABLE ident_import_part (
  import_id uuid NOT NULL REFERENCES ident_import,
  number int NOT NULL,
  vault_ref text NOT NULL,
  vault_key text NOT NULL,
  size bigint NOT NULL,
  sha256 text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (import_id, number)
);
CREATE INDEX ident_import_part_ref ON ident_import_part (vault_ref);
SELECT hw_protect('ident_import_part');

CREATE TABLE ident_import_problem (
  import_id uuid NOT NULL REFERENCES ident_import,
  seq bigint NOT NULL,
  record bigint NOT NULL,
  line bigint NOT NULL,
  pointer text NOT NULL,
  refused boolean NOT NULL,
  code text NOT NULL,
  params jsonb NOT NULL DEFAULT '{}',
  -- What of the record can be put right and brought in again: hashes, series, category, as they stood.
  fields jsonb NOT NULL DEFAULT '{}',
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (import_id, seq)
);
SELECT hw_protect('ident_import_problem');

-- An entry as it was before an import changed it, for taking it back.
CREATE TABLE ident_import_change (
  import_id uuid NOT NULL REFERENCES ident_import,
  entry_id bigint NOT NULL REFERENCES ident_hash_entry,
  before jsonb NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (import_id, entry_id)
);
SELECT hw_protect('ident_import_change');
