-- A notice goes by way of the Secretariat; a diffusion is the same form sent straight to the bureaus that were chosen.
ALTER TABLE notice ADD COLUMN channel text NOT NULL DEFAULT 'notice' CHECK (channel IN ('notice', 'diffusion'));
-- At the owner: when it was last warned of the end, and when the warrant was last confirmed.
ALTER TABLE notice ADD COLUMN review_warned_at bigint;
ALTER TABLE notice ADD COLUMN warrant_confirmed_at bigint;
ALTER TABLE notice ADD COLUMN reconfirm_escalated_at bigint;
-- At the Secretariat: since when it is suspended, and what happens when that ends by its date.
ALTER TABLE notice ADD COLUMN suspended_at bigint;
ALTER TABLE notice ADD COLUMN suspension_end text CHECK (suspension_end IN ('resume', 'cancel', 'ask'));
ALTER TABLE notice ADD COLUMN suspension_asked_at bigint;
-- At a holder: when somebody first read it, and when this bureau took it up.
ALTER TABLE notice ADD COLUMN read_at bigint;
ALTER TABLE notice ADD COLUMN acting_at bigint;
-- At a holder whose national systems still hold it: what was destroyed here, until the purge can be confirmed.
ALTER TABLE notice ADD COLUMN purge_copies jsonb;
-- When the content of a refused notice went by the retention rule.
ALTER TABLE notice ADD COLUMN content_removed_at bigint;
CREATE INDEX notice_suspended_until ON notice (suspended_until) WHERE suspended_until IS NOT NULL;
CREATE INDEX notice_purge_open ON notice (ended_at) WHERE ended_at IS NOT NULL AND purge_complete_at IS NULL;

-- How far a holder has gone with it, and how it was chased for the purge.
ALTER TABLE notice_holder ADD COLUMN read_at bigint;
ALTER TABLE notice_holder ADD COLUMN acting_at bigint;
ALTER TABLE notice_holder ADD COLUMN hit_at bigint;
ALTER TABLE notice_holder ADD COLUMN reminded_at bigint;
ALTER TABLE notice_holder ADD COLUMN reminders int NOT NULL DEFAULT 0;
-- A diffusion's recipient that refused it: the code of its refusal.
ALTER TABLE notice_holder ADD COLUMN refusal text;

-- The clock after an arrest: how often both sides were reminded of the papers, and when they were late.
ALTER TABLE notice_hit ADD COLUMN papers_reminders int NOT NULL DEFAULT 0;
ALTER TABLE notice_hit ADD COLUMN papers_late_at bigint;

-- Days until extradition papers are due after an arrest in a country, as this bureau has set them, with the source.
CREATE TABLE notice_papers_days (
  country text PRIMARY KEY CHECK (country ~ '^[A-Z]{2}$'),
  days int NOT NULL CHECK (days BETWEEN 1 AND 180),
  source text NOT NULL,
  set_by text NOT NULL,
  set_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1
);

-- A national system to which incoming notices are offered.
CREATE TABLE notice_system (
  code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9-]{1,30}$'),
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('fugitive-file', 'border-lookout')),
  colours text[] NOT NULL,
  -- The access key under which its software calls; null: files only.
  partner uuid UNIQUE,
  -- Days from an entry until it must be validated.
  validate_days int NOT NULL CHECK (validate_days BETWEEN 1 AND 1830),
  active boolean NOT NULL DEFAULT true,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1
);

-- One notice in one national system. It holds no case content: what is sent is made from the copy when it is sent.
CREATE TABLE notice_entry (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL,
  system text NOT NULL REFERENCES notice_system (code),
  state text NOT NULL CHECK (state IN ('offered', 'entered', 'change-owed', 'declined', 'removal-owed', 'removed')),
  -- The number the system gave it.
  number text,
  -- The version last sent, and the version last confirmed.
  sent_version int NOT NULL DEFAULT 0,
  held_version int NOT NULL DEFAULT 0,
  owner text NOT NULL,
  entered_at bigint,
  validate_at bigint,
  validated_at bigint,
  validation_owed boolean NOT NULL DEFAULT false,
  removed_at bigint,
  removal_by text,
  decline_reason text,
  at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (notice_id, system)
);
SELECT hw_protect('notice_entry');
CREATE INDEX notice_entry_pending ON notice_entry (system, at) WHERE state IN ('offered', 'change-owed', 'removal-owed');
CREATE INDEX notice_entry_validate ON notice_entry (validate_at) WHERE state IN ('entered', 'change-owed');

-- A Red refused by the Secretariat: whose it was, by a keyed mark of the person and not by name, so that the same form does
-- not come back as a diffusion.
CREATE TABLE notice_refused_mark (
  notice_id uuid PRIMARY KEY,
  owner text NOT NULL,
  mark text NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX notice_refused_mark_of ON notice_refused_mark (owner, mark);
