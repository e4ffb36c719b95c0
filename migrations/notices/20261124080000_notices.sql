-- One row a notice known here, whatever this bureau is to it: its owner, a holder of the circulated copy, or the
-- Secretariat that reviews it. After the end it is the tombstone: id, colour, dates, ground.
CREATE SEQUENCE notice_reference_seq;
CREATE SEQUENCE notice_control_seq;

CREATE TABLE notice (
  id uuid PRIMARY KEY,
  relation text NOT NULL CHECK (relation IN ('owner', 'holder', 'secretariat')),
  owner text NOT NULL,
  colour text NOT NULL CHECK (colour IN ('red', 'blue', 'green', 'yellow')),
  state text NOT NULL,
  reference text,
  number text,
  case_id uuid,
  name text,
  search text NOT NULL DEFAULT '',
  nationalities text[] NOT NULL DEFAULT '{}',
  distribution jsonb,
  content_version int NOT NULL,
  amendment text,
  return_sought boolean NOT NULL DEFAULT false,
  decision_reason text,
  suspended_until bigint,
  issued_at bigint,
  ground text,
  ended_at bigint,
  purged_at bigint,
  purge_complete_at bigint,
  -- SHA-256 of the order to purge, which the holders' confirmations name.
  purge_order text,
  -- What the holder has told the Secretariat so far.
  acked_version int NOT NULL DEFAULT 0,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('notice');
CREATE UNIQUE INDEX notice_number ON notice (number) WHERE number IS NOT NULL;
CREATE INDEX notice_list ON notice (updated_at DESC, id DESC);
CREATE INDEX notice_case ON notice (case_id) WHERE case_id IS NOT NULL;
CREATE INDEX notice_unacked ON notice (id) WHERE acked_version < content_version;

-- What it says, version by version, each with the report of the rules it was tested by. Deleted by the purge.
CREATE TABLE notice_version (
  notice_id uuid NOT NULL,
  n int NOT NULL,
  state text NOT NULL,
  form jsonb NOT NULL,
  report jsonb NOT NULL,
  reason text,
  author text,
  submitted_by text,
  submit_message text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (notice_id, n)
);
SELECT hw_protect('notice_version');
CREATE INDEX notice_version_message ON notice_version (submit_message) WHERE submit_message IS NOT NULL;

-- A cancellation or withdrawal, from proposal to the Secretariat's act.
CREATE TABLE notice_ending (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('cancel', 'withdraw')),
  ground text NOT NULL,
  reason text,
  evidence jsonb,
  state text NOT NULL CHECK (state IN ('proposed', 'requested', 'refused', 'rejected', 'done')),
  proposed_by text NOT NULL,
  confirmed_by text,
  message text,
  refusal text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('notice_ending');
-- One ending under way a notice.
CREATE UNIQUE INDEX notice_ending_open ON notice_ending (notice_id) WHERE state IN ('proposed', 'requested');
CREATE INDEX notice_ending_message ON notice_ending (message) WHERE message IS NOT NULL;

-- At the Secretariat: one a submitted version.
CREATE TABLE notice_review (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL,
  n int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('issue', 'amend')),
  state text NOT NULL CHECK (state IN ('open', 'issued', 'returned', 'refused', 'withdrawn')),
  urgency text NOT NULL,
  distribution jsonb NOT NULL,
  needed int NOT NULL,
  opened_at bigint NOT NULL,
  due_at bigint NOT NULL,
  closed_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('notice_review');
CREATE UNIQUE INDEX notice_review_open ON notice_review (notice_id) WHERE state = 'open';

CREATE TABLE notice_decision (
  review_id uuid NOT NULL,
  person text NOT NULL,
  decision text CHECK (decision IN ('pass', 'return', 'refuse')),
  reason text,
  judged text[] NOT NULL DEFAULT '{}',
  override text,
  taken_at bigint NOT NULL,
  decided_at bigint,
  PRIMARY KEY (review_id, person)
);

-- Who should hold it, who confirmed, who has purged. Kept at the Secretariat; the owner holds what it was told.
CREATE TABLE notice_holder (
  notice_id uuid NOT NULL,
  bureau text NOT NULL,
  expected text NOT NULL CHECK (expected IN ('copy', 'withheld', 'not-connected')),
  content_version int,
  delivered_at bigint,
  purged_at bigint,
  purge_outcome text,
  purge_copies jsonb,
  -- The holder's signed confirmation (JWS), kept as evidence.
  purge_proof text,
  reported boolean NOT NULL DEFAULT false,
  PRIMARY KEY (notice_id, bureau)
);

CREATE TABLE notice_hit (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL,
  colour text NOT NULL,
  return_sought boolean NOT NULL,
  owner text NOT NULL,
  finder text NOT NULL,
  state text NOT NULL,
  open boolean NOT NULL,
  place text,
  circumstances text,
  at bigint NOT NULL,
  urgency text NOT NULL,
  recorded_by text,
  recorded_at bigint NOT NULL,
  papers_due_at bigint,
  papers_due_days int,
  papers_due_basis text,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('notice_hit');
CREATE INDEX notice_hit_notice ON notice_hit (notice_id);

-- Steps of both sides, each side counted on its own; `person` is an opaque mark for the other bureau's people.
CREATE TABLE notice_hit_step (
  hit_id uuid NOT NULL,
  from_bureau text NOT NULL,
  n int NOT NULL,
  step text NOT NULL,
  body jsonb,
  person text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (hit_id, from_bureau, n)
);
SELECT hw_protect('notice_hit_step');
