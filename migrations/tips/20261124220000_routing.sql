-- Sets of routing rules. Version 1 ships with the program and has no row.
CREATE TABLE tips_rules (
  version int PRIMARY KEY,
  state text NOT NULL CHECK (state IN ('draft', 'in-force', 'replaced', 'dropped')),
  base int NOT NULL,
  rules jsonb NOT NULL,
  reason text NOT NULL,
  drafted_by text NOT NULL,
  drafted_at bigint NOT NULL,
  -- Another than who drafted it; why it was switched on is on the record.
  switched_by text,
  switched_at bigint,
  simulation jsonb
);
CREATE UNIQUE INDEX tips_rules_in_force ON tips_rules ((true)) WHERE state = 'in-force';
REVOKE DELETE ON tips_rules FROM homeward_app;

-- Where the newest version of a report says that people are, and whom it should go to under which rules.
CREATE TABLE tips_routing (
  tip_id uuid PRIMARY KEY REFERENCES tips_tip (id),
  -- Version of the report.
  n int NOT NULL,
  rules int NOT NULL,
  evidence jsonb NOT NULL,
  candidates jsonb NOT NULL,
  -- Why a person decides; empty: it went, or goes, by itself.
  waits text[] NOT NULL,
  at bigint NOT NULL,
  -- To be routed again: other rules are in force, or somebody was found to have it.
  again boolean NOT NULL DEFAULT false,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_routing');
CREATE INDEX tips_routing_again ON tips_routing (tip_id) WHERE again;

-- A report that went to somebody, or came from another bureau.
CREATE TABLE tips_referral (
  id uuid PRIMARY KEY,
  tip_id uuid NOT NULL REFERENCES tips_tip (id),
  direction text NOT NULL CHECK (direction IN ('out', 'in')),
  kind text NOT NULL CHECK (kind IN ('task-force', 'federal', 'bureau')),
  party text NOT NULL,
  n int NOT NULL,
  state text NOT NULL CHECK (state IN ('sent', 'opened', 'useful', 'closed', 'refused', 'withdrawn')),
  -- What it came to: a kind of feedback, or why it was refused or withdrawn.
  outcome text,
  automatic boolean NOT NULL,
  rules int,
  reason text NOT NULL,
  -- Of one that came: its id where it came from.
  their_id uuid,
  message_id text,
  delivery text,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  due_at bigint NOT NULL,
  closed_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_referral');
-- Whatever two processes do at once: a version of a report goes to nobody twice.
CREATE UNIQUE INDEX tips_referral_once ON tips_referral (tip_id, n, kind, party)
  WHERE direction = 'out' AND state NOT IN ('refused', 'withdrawn');
CREATE UNIQUE INDEX tips_referral_theirs ON tips_referral (party, their_id) WHERE direction = 'in';
CREATE INDEX tips_referral_party ON tips_referral (party, id) WHERE direction = 'out';
CREATE INDEX tips_referral_message ON tips_referral (message_id) WHERE message_id IS NOT NULL;

-- What the receiver said, each word kept.
CREATE TABLE tips_feedback (
  id uuid PRIMARY KEY,
  referral_id uuid NOT NULL REFERENCES tips_referral (id),
  kind text NOT NULL,
  is_final boolean NOT NULL,
  note text NOT NULL,
  country text,
  date text,
  number int NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_feedback');
CREATE INDEX tips_feedback_of ON tips_feedback (referral_id, at);
REVOKE UPDATE, DELETE ON tips_feedback FROM homeward_app;

-- A person's ruling on a check before a version of a report goes abroad, and a second person's word on it.
CREATE TABLE tips_ruling (
  id uuid PRIMARY KEY,
  tip_id uuid NOT NULL REFERENCES tips_tip (id),
  n int NOT NULL,
  country text NOT NULL,
  check_code text NOT NULL,
  ruling text NOT NULL CHECK (ruling IN ('may-go', 'must-not-go')),
  reason text NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  second_by text,
  second_at bigint,
  second_agrees boolean,
  second_reason text,
  compartment text NOT NULL DEFAULT 'general',
  CHECK (second_by IS DISTINCT FROM by_actor)
);
SELECT hw_protect('tips_ruling');
CREATE INDEX tips_ruling_tip ON tips_ruling (tip_id, n);
REVOKE DELETE ON tips_ruling FROM homeward_app;

-- Who has a report already, by another's hand.
CREATE TABLE tips_elsewhere (
  tip_id uuid NOT NULL REFERENCES tips_tip (id),
  kind text NOT NULL,
  party text NOT NULL,
  by_whom text NOT NULL CHECK (by_whom IN ('ncmec', 'provider')),
  at bigint NOT NULL,
  note text NOT NULL,
  marked_by text NOT NULL,
  marked_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (tip_id, kind, party)
);
SELECT hw_protect('tips_elsewhere');
REVOKE UPDATE, DELETE ON tips_elsewhere FROM homeward_app;

-- For whom a partner's key speaks: a task force, an agency, or 'ncmec'.
CREATE TABLE tips_partner (
  partner_id uuid PRIMARY KEY,
  party text NOT NULL,
  bound_by text NOT NULL,
  at bigint NOT NULL
);

-- The case in which what came of a report is kept.
CREATE TABLE tips_case (
  tip_id uuid PRIMARY KEY REFERENCES tips_tip (id),
  case_id uuid NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_case');

-- A report that another bureau sent is a report here.
ALTER TABLE tips_tip DROP CONSTRAINT tips_tip_shape_check;
ALTER TABLE tips_tip ADD CONSTRAINT tips_tip_shape_check CHECK (shape IN ('ispws', 'le-json', 'referral'));
CREATE INDEX tips_tip_completed ON tips_tip (completed_at) WHERE completed_at IS NOT NULL;

REVOKE DELETE ON tips_routing, tips_referral, tips_partner FROM homeward_app;
