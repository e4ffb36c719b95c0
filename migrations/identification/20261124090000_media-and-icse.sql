-- Part one: at every bureau.

-- A picture held here. The file is sealed in the vault; the row holds what is known of it without looking.
CREATE TABLE ident_media (
  id uuid PRIMARY KEY,
  label text NOT NULL,
  type text NOT NULL,
  width int NOT NULL,
  height int NOT NULL,
  exif_orientation smallint NOT NULL,
  size bigint NOT NULL,
  md5 text NOT NULL,
  sha1 text NOT NULL,
  sha256 text NOT NULL,
  pdq text NOT NULL,
  quality smallint NOT NULL,
  dihedral text[] NOT NULL,
  known boolean NOT NULL DEFAULT false,
  classification jsonb,
  vault_ref text NOT NULL,
  vault_key text NOT NULL,
  sealed_by text NOT NULL,
  sealed_at bigint NOT NULL,
  contribution text NOT NULL DEFAULT 'none' CHECK (contribution IN ('none', 'sending', 'held', 'refused')),
  deposit text NOT NULL DEFAULT 'none' CHECK (deposit IN ('none', 'sending', 'held', 'refused')),
  series_id uuid,
  lyon_id uuid,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  -- Within a compartment alone, so that a refusal tells nothing of another.
  UNIQUE (compartment, sha256)
);
CREATE INDEX ident_media_series ON ident_media (series_id) WHERE series_id IS NOT NULL;
CREATE INDEX ident_media_sealed ON ident_media (sealed_at DESC, id);
SELECT hw_protect('ident_media');

CREATE TABLE ident_media_case (
  media_id uuid NOT NULL REFERENCES ident_media,
  case_id uuid NOT NULL,
  at bigint NOT NULL,
  by_actor text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, case_id)
);
CREATE INDEX ident_media_case_of ON ident_media_case (case_id);
SELECT hw_protect('ident_media_case');

-- A clue drawn here: a rectangle of a picture, sealed as a file of its own with its own hashes.
CREATE TABLE ident_clue (
  id uuid PRIMARY KEY,
  media_id uuid NOT NULL REFERENCES ident_media,
  kind text NOT NULL,
  words text NOT NULL,
  make text,
  place_hints text[] NOT NULL,
  crop jsonb NOT NULL,
  width int NOT NULL,
  height int NOT NULL,
  size bigint NOT NULL,
  md5 text NOT NULL,
  sha1 text NOT NULL,
  sha256 text NOT NULL,
  pdq text NOT NULL,
  quality smallint NOT NULL,
  dihedral text[] NOT NULL,
  vault_ref text NOT NULL,
  vault_key text NOT NULL,
  drawn_by text NOT NULL,
  drawn_at bigint NOT NULL,
  contribution text NOT NULL DEFAULT 'none' CHECK (contribution IN ('none', 'sending', 'held', 'refused')),
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_clue_of ON ident_clue (media_id, drawn_at);
SELECT hw_protect('ident_clue');

-- Who was allowed to look at what, why, and whether it was shown. Never changed otherwise, never deleted.
CREATE TABLE ident_view (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('media', 'clue', 'deposit', 'appeal')),
  ref_id uuid NOT NULL,
  actor text NOT NULL,
  reason text NOT NULL,
  mode text NOT NULL CHECK (mode IN ('blurred-grey', 'clear')),
  at bigint NOT NULL,
  expires_at bigint NOT NULL,
  shown_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_view_person ON ident_view (actor, shown_at);
CREATE INDEX ident_view_ref ON ident_view (kind, ref_id);
SELECT hw_protect('ident_view');
REVOKE DELETE ON ident_view FROM homeward_app;

-- Everything this bureau asked of Lyon: kept until answered or refused, with an owner and a deadline in `work`.
CREATE TABLE ident_ask (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  payload jsonb NOT NULL,
  about_kind text NOT NULL,
  about_id text NOT NULL,
  series_id uuid,
  case_id uuid,
  urgency text NOT NULL DEFAULT 'routine',
  purpose text,
  -- For a look-up: which of our pictures each item is, in order.
  media_ids uuid[],
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'refused')),
  code text,
  asked_by text NOT NULL,
  asked_at bigint NOT NULL,
  settled_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_ask_kind ON ident_ask (kind, asked_at DESC, id);
CREATE INDEX ident_ask_about ON ident_ask (about_kind, about_id, asked_at DESC);
CREATE INDEX ident_ask_series ON ident_ask (series_id, asked_at DESC) WHERE series_id IS NOT NULL;
SELECT hw_protect('ident_ask');

CREATE TABLE ident_lookup_match (
  lookup_id uuid NOT NULL REFERENCES ident_ask,
  item int NOT NULL,
  lyon_media uuid NOT NULL,
  kind text NOT NULL,
  distance smallint,
  orientation text,
  series_id uuid NOT NULL,
  contributors text[] NOT NULL,
  deposited boolean NOT NULL,
  late boolean NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (lookup_id, item, lyon_media)
);
SELECT hw_protect('ident_lookup_match');

-- What Lyon told this bureau of a series it is a party to. `version` is Lyon's: an older word never undoes a newer one.
CREATE TABLE ident_series (
  id uuid PRIMARY KEY,
  label text NOT NULL,
  state text NOT NULL,
  by_bureau text,
  since bigint,
  contributors text[] NOT NULL,
  workers text[] NOT NULL,
  media int NOT NULL,
  version int NOT NULL,
  updated_at bigint NOT NULL,
  -- This bureau's own charge of it, while it leads or has identified the child.
  charge text NOT NULL DEFAULT 'none' CHECK (charge IN ('none', 'open', 'done', 'released')),
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_series_updated ON ident_series (updated_at DESC, id);
SELECT hw_protect('ident_series');

CREATE TABLE ident_series_outcome (
  id uuid PRIMARY KEY,
  series_id uuid NOT NULL,
  bureau text NOT NULL,
  kind text NOT NULL,
  country text NOT NULL,
  date text NOT NULL,
  number int NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_series_outcome_of ON ident_series_outcome (series_id, at);
SELECT hw_protect('ident_series_outcome');

-- What Lyon told this bureau that a person must act on: a match, a reading of a clue.
CREATE TABLE ident_alert (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('match', 'reading')),
  series_id uuid NOT NULL,
  bureaus text[] NOT NULL,
  because text NOT NULL,
  lookup_id uuid,
  match jsonb,
  reading jsonb,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  note text,
  at bigint NOT NULL,
  closed_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX ident_alert_at ON ident_alert (at DESC, id);
SELECT hw_protect('ident_alert');

CREATE TABLE ident_appeal (
  id uuid PRIMARY KEY,
  clue_id uuid NOT NULL,
  series_id uuid NOT NULL,
  series_label text NOT NULL,
  text text NOT NULL,
  requester text NOT NULL,
  owners jsonb NOT NULL DEFAULT '[]',
  state text NOT NULL CHECK (state IN ('asking', 'asked', 'cleared', 'refused', 'published')),
  consent text CHECK (consent IN ('owed', 'yes', 'no')),
  published jsonb,
  case_id uuid,
  at bigint NOT NULL,
  -- Lyon's version of it: an older word never undoes a newer one.
  lyon_version int NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('ident_appeal');

-- Part two: at Lyon, the international database. Hashes, codes and bureaus; no person's name anywhere.

CREATE TABLE icse_series (
  id uuid PRIMARY KEY,
  label text NOT NULL,
  opened_by text NOT NULL,
  opened_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('unidentified', 'lead', 'identified', 'protected')),
  by_bureau text,
  since bigint,
  version int NOT NULL,
  -- The version at which state or bureau last changed: a change based on an older one is stale.
  state_version int NOT NULL,
  updated_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  CHECK ((state = 'unidentified') = (by_bureau IS NULL)),
  UNIQUE (opened_by, label)
);
CREATE INDEX icse_series_updated ON icse_series (updated_at DESC, id);
SELECT hw_protect('icse_series');

-- `seq` is the number under which the hash stands in the index of each process.
CREATE TABLE icse_media (
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  id uuid PRIMARY KEY,
  series_id uuid NOT NULL REFERENCES icse_series,
  type text NOT NULL,
  width int NOT NULL,
  height int NOT NULL,
  size bigint NOT NULL,
  md5 text NOT NULL,
  sha1 text NOT NULL,
  sha256 text NOT NULL UNIQUE,
  pdq text NOT NULL,
  quality smallint NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX icse_media_md5 ON icse_media (md5);
CREATE INDEX icse_media_series ON icse_media (series_id);
SELECT hw_protect('icse_media');

CREATE TABLE icse_contribution (
  media_id uuid NOT NULL REFERENCES icse_media,
  bureau text NOT NULL,
  their_media uuid NOT NULL,
  classification jsonb,
  handling jsonb NOT NULL,
  deposit text NOT NULL DEFAULT 'none' CHECK (deposit IN ('none', 'sending', 'held')),
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, bureau)
);
SELECT hw_protect('icse_contribution');

-- A deposited file comes in parts and stays in parts, each sealed in the vault.
CREATE TABLE icse_deposit_part (
  media_id uuid NOT NULL,
  bureau text NOT NULL,
  part int NOT NULL,
  vault_ref text NOT NULL,
  vault_key text NOT NULL,
  size int NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, bureau, part),
  FOREIGN KEY (media_id, bureau) REFERENCES icse_contribution
);
SELECT hw_protect('icse_deposit_part');

-- Every question ever asked: a picture that comes later is compared with it.
CREATE TABLE icse_lookup (
  id uuid PRIMARY KEY,
  bureau text NOT NULL,
  purpose text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('icse_lookup');

CREATE TABLE icse_lookup_item (
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  lookup_id uuid NOT NULL REFERENCES icse_lookup,
  item int NOT NULL,
  md5 text,
  sha256 text,
  pdq text,
  quality smallint,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (lookup_id, item)
);
CREATE INDEX icse_lookup_item_sha256 ON icse_lookup_item (sha256) WHERE sha256 IS NOT NULL;
CREATE INDEX icse_lookup_item_md5 ON icse_lookup_item (md5) WHERE md5 IS NOT NULL;
SELECT hw_protect('icse_lookup_item');

-- Who is told of a series: its contributors, those whose question it answered, those who lead or read a clue.
CREATE TABLE icse_party (
  series_id uuid NOT NULL REFERENCES icse_series,
  bureau text NOT NULL,
  contributes boolean NOT NULL,
  since bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (series_id, bureau)
);
SELECT hw_protect('icse_party');

-- Two bureaus are put in contact over a series once; codes in alphabetical order.
CREATE TABLE icse_contact (
  series_id uuid NOT NULL REFERENCES icse_series,
  bureau_a text NOT NULL,
  bureau_b text NOT NULL,
  because text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (series_id, bureau_a, bureau_b),
  CHECK (bureau_a < bureau_b)
);
SELECT hw_protect('icse_contact');

-- Every claim and change of a series' state, the refused ones too.
CREATE TABLE icse_claim (
  id uuid PRIMARY KEY,
  series_id uuid NOT NULL REFERENCES icse_series,
  bureau text NOT NULL,
  wanted text NOT NULL,
  code text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX icse_claim_of ON icse_claim (series_id, at);
SELECT hw_protect('icse_claim');

CREATE TABLE icse_outcome (
  id uuid PRIMARY KEY,
  series_id uuid NOT NULL REFERENCES icse_series,
  bureau text NOT NULL,
  kind text NOT NULL,
  country text NOT NULL,
  date text NOT NULL,
  number int NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX icse_outcome_of ON icse_outcome (series_id, at);
SELECT hw_protect('icse_outcome');

CREATE TABLE icse_clue (
  id uuid PRIMARY KEY,
  series_id uuid NOT NULL REFERENCES icse_series,
  media_id uuid NOT NULL REFERENCES icse_media,
  bureau text NOT NULL,
  kind text NOT NULL,
  words text NOT NULL,
  make text,
  place_hints text[] NOT NULL,
  width int NOT NULL,
  height int NOT NULL,
  sha256 text NOT NULL,
  md5 text NOT NULL,
  pdq text NOT NULL,
  quality smallint NOT NULL,
  vault_ref text NOT NULL,
  vault_key text NOT NULL,
  state text NOT NULL DEFAULT 'unread' CHECK (state IN ('unread', 'read')),
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX icse_clue_of ON icse_clue (series_id, at);
SELECT hw_protect('icse_clue');

CREATE TABLE icse_reading (
  id uuid PRIMARY KEY,
  clue_id uuid NOT NULL REFERENCES icse_clue,
  bureau text NOT NULL,
  -- The bureau's own reference of its specialist, whose certificate it vouches for. Never a name.
  person text NOT NULL,
  words text NOT NULL,
  make text,
  country text,
  confidence text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX icse_reading_of ON icse_reading (clue_id, at);
SELECT hw_protect('icse_reading');

CREATE TABLE icse_appeal (
  id uuid PRIMARY KEY,
  clue_id uuid NOT NULL REFERENCES icse_clue,
  series_id uuid NOT NULL REFERENCES icse_series,
  text text NOT NULL,
  requester text NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'cleared', 'refused', 'published')),
  published jsonb,
  at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('icse_appeal');

CREATE TABLE icse_appeal_owner (
  appeal_id uuid NOT NULL REFERENCES icse_appeal,
  bureau text NOT NULL,
  answer text CHECK (answer IN ('yes', 'no')),
  reason text,
  at bigint,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (appeal_id, bureau)
);
SELECT hw_protect('icse_appeal_owner');
