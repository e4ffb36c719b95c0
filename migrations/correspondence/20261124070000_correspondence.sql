-- A conversation between bureaus.
CREATE TABLE thread (
  id uuid PRIMARY KEY,
  wire_id text NOT NULL UNIQUE,
  type text NOT NULL,
  subject text NOT NULL,
  urgency text NOT NULL CHECK (urgency IN ('routine', 'urgent', 'life-at-risk')),
  started_by text NOT NULL,
  participants text[] NOT NULL,
  case_id uuid,
  handling jsonb NOT NULL,
  started_at bigint NOT NULL,
  last_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX thread_last ON thread (last_at DESC, id DESC);
CREATE INDEX thread_case ON thread (case_id) WHERE case_id IS NOT NULL;
SELECT hw_protect('thread');

CREATE TABLE thread_message (
  id uuid PRIMARY KEY,
  thread_id uuid NOT NULL REFERENCES thread,
  -- One message on the wire, one row: a second arrival finds it taken.
  wire_id text NOT NULL UNIQUE,
  hash text NOT NULL,
  direction text NOT NULL CHECK (direction IN ('out', 'in')),
  from_bureau text NOT NULL,
  type text NOT NULL,
  text text NOT NULL,
  lang text NOT NULL,
  urgency text NOT NULL,
  asks boolean NOT NULL,
  due_at bigint,
  answers text,
  persons jsonb NOT NULL,
  stripped text[] NOT NULL,
  author text NOT NULL,
  at bigint NOT NULL,
  read_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX thread_message_of ON thread_message (thread_id, at, id);
SELECT hw_protect('thread_message');

-- What became of a message we sent, a row a recipient.
CREATE TABLE thread_recipient (
  message_id uuid NOT NULL REFERENCES thread_message,
  bureau text NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'delivered', 'read', 'answered', 'refused', 'failing')),
  reason text,
  delivered_at bigint,
  read_at bigint,
  answered_at bigint,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (message_id, bureau)
);
SELECT hw_protect('thread_recipient');

-- What is owed on a message: our answer, theirs, or somebody's decision on what did not arrive.
CREATE TABLE thread_request (
  id uuid PRIMARY KEY,
  thread_id uuid NOT NULL REFERENCES thread,
  message_id uuid NOT NULL REFERENCES thread_message,
  side text NOT NULL CHECK (side IN ('owed', 'awaited', 'undelivered')),
  bureau text NOT NULL,
  due_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'answered', 'settled')),
  reason text,
  at bigint NOT NULL,
  ended_at bigint,
  reminded_at bigint,
  escalated_at bigint,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (message_id, side, bureau)
);
CREATE INDEX thread_request_of ON thread_request (thread_id);
CREATE INDEX thread_request_open ON thread_request (due_at) WHERE state = 'open';
SELECT hw_protect('thread_request');
