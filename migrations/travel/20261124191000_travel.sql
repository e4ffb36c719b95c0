-- One row a notification of travel known here: filed here and sent (sender), or received from another bureau (recipient).
CREATE SEQUENCE travel_reference_seq;

CREATE TABLE travel_notification (
  id uuid PRIMARY KEY,
  relation text NOT NULL CHECK (relation IN ('sender', 'recipient')),
  owner text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('travel', 'relocation', 'removal')),
  state text NOT NULL CHECK (state IN ('draft', 'sent', 'received', 'handed-over', 'closed', 'cancelled', 'discarded')),
  reference text NOT NULL,
  -- The number of the agency that told this bureau: the same number again is the same trip.
  source_ref text,
  -- Newest version, and the newest that has left.
  n int NOT NULL,
  sent_n int NOT NULL DEFAULT 0,
  -- At the sender the whole form; at a recipient what travelled. Null when an inaccurate notification was taken back.
  form jsonb,
  name text,
  -- What tells the person: documents, and name with date of birth.
  person_keys text[] NOT NULL DEFAULT '{}',
  departs_at bigint,
  ends_at bigint,
  lead_days int,
  late boolean NOT NULL DEFAULT false,
  late_reason text,
  late_text text,
  -- Of a recipient: destination or transit.
  role text,
  angel_watch jsonb,
  closed_reason text,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('travel_notification');
CREATE INDEX travel_notification_list ON travel_notification (updated_at DESC, id DESC);
CREATE INDEX travel_notification_person ON travel_notification USING gin (person_keys);
CREATE UNIQUE INDEX travel_notification_source ON travel_notification (source_ref)
  WHERE relation = 'sender' AND source_ref IS NOT NULL AND state <> 'discarded';

-- What each version was and what it changed in the one before.
CREATE TABLE travel_version (
  notification_id uuid NOT NULL,
  n int NOT NULL,
  kind text NOT NULL CHECK (kind IN ('first', 'change', 'correction', 'cancellation')),
  changes jsonb NOT NULL,
  reason text,
  author text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (notification_id, n)
);
SELECT hw_protect('travel_version');

-- Each bureau that is told, at the sender.
CREATE TABLE travel_recipient (
  id uuid PRIMARY KEY,
  notification_id uuid NOT NULL,
  bureau text NOT NULL,
  role text NOT NULL CHECK (role IN ('destination', 'transit', 'former')),
  state text NOT NULL CHECK (state IN ('queued', 'delivered', 'refused', 'not-connected', 'told-otherwise')),
  -- Version it was sent last, and version it is known to have.
  n int NOT NULL,
  known_n int NOT NULL DEFAULT 0,
  message_id text,
  reason text,
  at bigint NOT NULL,
  told_by text,
  told_how text,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (notification_id, bureau)
);
SELECT hw_protect('travel_recipient');
CREATE INDEX travel_recipient_message ON travel_recipient (message_id) WHERE message_id IS NOT NULL;

-- What a destination said of the traveller: at the sender as it came, at the destination as it was sent.
CREATE TABLE travel_answer (
  id uuid PRIMARY KEY,
  notification_id uuid NOT NULL,
  bureau text NOT NULL,
  outcome text NOT NULL,
  day text,
  place text,
  note text,
  at bigint NOT NULL,
  author text,
  -- Who was told of it: {"usms": {...}, "registry": {...}}.
  reported jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL CHECK (state IN ('to-report', 'reported', 'sent')),
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('travel_answer');
CREATE INDEX travel_answer_of ON travel_answer (notification_id);

-- To whom a received notification was handed over.
CREATE TABLE travel_hand_over (
  id uuid PRIMARY KEY,
  notification_id uuid NOT NULL,
  authority text NOT NULL,
  n int NOT NULL,
  reference text,
  note text,
  by text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('travel_hand_over');
CREATE INDEX travel_hand_over_of ON travel_hand_over (notification_id);

-- Somebody says that a notification is wrong.
CREATE TABLE travel_complaint (
  id uuid PRIMARY KEY,
  notification_id uuid NOT NULL,
  complainant text NOT NULL,
  contact text,
  says text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'upheld', 'dismissed')),
  decision text,
  corrected_n int,
  taken_by text NOT NULL,
  taken_at bigint NOT NULL,
  decided_by text,
  decided_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('travel_complaint');
CREATE INDEX travel_complaint_of ON travel_complaint (notification_id);
