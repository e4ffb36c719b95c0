-- A bureau takes back a picture it contributed.

-- Part one: at every bureau.

ALTER TABLE ident_media DROP CONSTRAINT ident_media_contribution_check, DROP CONSTRAINT ident_media_deposit_check;
ALTER TABLE ident_media
  ADD CONSTRAINT ident_media_contribution_check
    CHECK (contribution IN ('none', 'sending', 'held', 'refused', 'withdrawn')),
  ADD CONSTRAINT ident_media_deposit_check CHECK (deposit IN ('none', 'sending', 'held', 'refused', 'withdrawn'));
ALTER TABLE ident_clue DROP CONSTRAINT ident_clue_contribution_check;
ALTER TABLE ident_clue ADD CONSTRAINT ident_clue_contribution_check
  CHECK (contribution IN ('none', 'sending', 'held', 'refused', 'withdrawn'));

CREATE TABLE ident_withdrawal (
  id uuid PRIMARY KEY,
  media_id uuid NOT NULL REFERENCES ident_media,
  lyon_id uuid NOT NULL,
  series_id uuid NOT NULL,
  reason text NOT NULL,
  -- Why a second person had to agree; empty: nobody had to.
  depends text[] NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'sent', 'done', 'declined', 'refused')),
  -- Why Lyon said no.
  code text,
  -- No other bureau contributed it: it is out of Lyon's database.
  gone boolean,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  second_actor text,
  second_reason text,
  second_at bigint,
  settled_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE UNIQUE INDEX ident_withdrawal_open ON ident_withdrawal (media_id) WHERE state IN ('proposed', 'sent');
CREATE INDEX ident_withdrawal_at ON ident_withdrawal (at DESC, id);
SELECT hw_protect('ident_withdrawal');

-- A match whose picture is no longer at Lyon.
ALTER TABLE ident_lookup_match ADD COLUMN withdrawn_at bigint;

ALTER TABLE ident_alert DROP CONSTRAINT ident_alert_kind_check;
ALTER TABLE ident_alert ADD CONSTRAINT ident_alert_kind_check CHECK (
  kind IN ('match', 'reading', 'claim', 'stale-lead', 'curation', 'series-moved', 'listed', 'withdrawn', 'conflict')
);

-- Part two: at Lyon.

-- What remains: which picture it was, whose, and that it is gone. A contribution of the same file is compared with nothing here.
CREATE TABLE icse_withdrawal (
  -- The bureau's own id of it, so that a repeat is known.
  id uuid PRIMARY KEY,
  media_id uuid NOT NULL,
  bureau text NOT NULL,
  series_id uuid NOT NULL REFERENCES icse_series,
  sha256 text NOT NULL,
  reason text NOT NULL,
  gone boolean NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX icse_withdrawal_of ON icse_withdrawal (series_id, at);
SELECT hw_protect('icse_withdrawal');

-- A clue goes with the picture it was drawn from: its row stays, without words and crop.
ALTER TABLE icse_clue ALTER COLUMN media_id DROP NOT NULL;
ALTER TABLE icse_clue DROP CONSTRAINT icse_clue_state_check;
ALTER TABLE icse_clue ADD CONSTRAINT icse_clue_state_check CHECK (state IN ('unread', 'read', 'withdrawn'));

-- So does the bench, with the votes that were given.
ALTER TABLE icse_curation ALTER COLUMN media_id DROP NOT NULL;
ALTER TABLE icse_curation DROP CONSTRAINT icse_curation_state_check;
ALTER TABLE icse_curation ADD CONSTRAINT icse_curation_state_check
  CHECK (state IN ('open', 'agreed', 'disagreed', 'withdrawn'));
