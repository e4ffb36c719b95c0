-- Deadlines as people of this bureau set them; the newest row is in force, the others are the history.
CREATE TABLE deadline_setting (
  version int PRIMARY KEY,
  body jsonb NOT NULL,
  at bigint NOT NULL,
  actor text NOT NULL
);
REVOKE UPDATE, DELETE ON deadline_setting FROM homeward_app;

ALTER TABLE thread_message
  -- When the sender sent it: a bureau that was away gets everything later, in this order.
  ADD COLUMN sent_at bigint,
  -- Standard phrases as codes and parameters: each reader's console says them in the reader's language.
  ADD COLUMN phrases jsonb NOT NULL DEFAULT '[]',
  -- The message of another bureau that this one passes on, by wire id.
  ADD COLUMN forwards text,
  ADD COLUMN recalled_at bigint,
  ADD COLUMN recalled_because text,
  ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED;
UPDATE thread_message SET sent_at = at;
ALTER TABLE thread_message ALTER COLUMN sent_at SET NOT NULL;
CREATE INDEX thread_message_search ON thread_message USING gin (search);
ALTER TABLE thread ADD COLUMN search tsvector GENERATED ALWAYS AS (to_tsvector('simple', subject)) STORED;
CREATE INDEX thread_search ON thread USING gin (search);

ALTER TABLE thread_recipient
  -- The recipient's confirmation that its copy is gone, and whether somebody there had read it.
  ADD COLUMN purged_at bigint,
  ADD COLUMN had_read boolean;

ALTER TABLE thread_request ADD COLUMN watch_at bigint;

-- Something begun and not sent: one writer, any device.
CREATE TABLE message_draft (
  id uuid PRIMARY KEY,
  author text NOT NULL,
  -- Null: a new conversation.
  thread_id uuid REFERENCES thread,
  body jsonb NOT NULL,
  version int NOT NULL DEFAULT 1,
  updated_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX message_draft_of ON message_draft (author, updated_at DESC);
SELECT hw_protect('message_draft');

-- May what a bureau sent be passed on? asked: we asked its owner; asking: somebody asks us.
CREATE TABLE forward_consent (
  id uuid PRIMARY KEY,
  wire_id text NOT NULL UNIQUE,
  side text NOT NULL CHECK (side IN ('asked', 'asking')),
  thread_id uuid NOT NULL REFERENCES thread,
  message_id uuid NOT NULL REFERENCES thread_message,
  bureau text NOT NULL,
  to_bureaus text[] NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'yes', 'no')),
  answer_reason text,
  asked_by text NOT NULL,
  answered_by text,
  at bigint NOT NULL,
  answered_at bigint,
  -- The conversation in which it was passed on.
  forwarded_thread uuid,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX forward_consent_of ON forward_consent (thread_id);
SELECT hw_protect('forward_consent');
