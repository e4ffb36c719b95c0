-- What was said to other bureaus: the signed bytes, once, wrapped under the bureau's vault key (NULL after a purge).
CREATE TABLE federation_outbox (
  id text PRIMARY KEY,
  hash text NOT NULL,
  kind text NOT NULL,
  jws text,
  sent_at bigint NOT NULL,
  purged_at bigint
);

-- One row a recipient. `seq` is the order of sending; the thread is repeated here to keep its messages in order.
CREATE TABLE federation_delivery (
  seq bigint GENERATED ALWAYS AS IDENTITY,
  message_id text NOT NULL REFERENCES federation_outbox (id),
  peer text NOT NULL,
  thread text,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'delivered', 'refused')),
  at bigint NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  next_at bigint NOT NULL DEFAULT 0,
  reason text,
  receipt text,
  PRIMARY KEY (message_id, peer)
);
CREATE INDEX federation_delivery_queue ON federation_delivery (peer, seq) WHERE state = 'queued';
CREATE INDEX federation_delivery_thread ON federation_delivery (peer, thread, seq) WHERE state = 'queued' AND next_at > 0;
CREATE INDEX federation_delivery_day ON federation_delivery (peer, at) WHERE state <> 'queued';

-- What was received, for ever: an id that comes again gets the stored receipt. The JWS is wrapped (NULL after a purge).
CREATE TABLE federation_inbox (
  id text PRIMARY KEY,
  hash text NOT NULL,
  peer text NOT NULL,
  kind text NOT NULL,
  kid text NOT NULL,
  thread text,
  jws text,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'refused')),
  reason text,
  receipt text NOT NULL,
  received_at bigint NOT NULL,
  -- Accepted while the feed was behind: the key is judged again when it has caught up.
  late boolean NOT NULL DEFAULT false,
  purged_at bigint
);
CREATE INDEX federation_inbox_day ON federation_inbox (peer, received_at);
CREATE INDEX federation_inbox_late ON federation_inbox (id) WHERE late;

-- Which kept messages are about what, so that a purge finds every copy.
CREATE TABLE federation_about (
  entity text NOT NULL,
  message_id text NOT NULL,
  PRIMARY KEY (entity, message_id)
);

CREATE TABLE federation_peer (
  code text PRIMARY KEY,
  failures int NOT NULL DEFAULT 0,
  retry_at bigint NOT NULL DEFAULT 0,
  last_error text
);

-- Nonces of signed requests, kept for 15 minutes and committed with the effect.
CREATE TABLE federation_nonce (
  id text PRIMARY KEY,
  at bigint NOT NULL
);
CREATE INDEX federation_nonce_at ON federation_nonce (at);

-- Entries of the circulation feed. At the Secretariat `seq` is given by the sealer; at a follower rows come sealed.
CREATE TABLE federation_feed_entry (
  id uuid PRIMARY KEY,
  seq bigint UNIQUE,
  time bigint NOT NULL,
  kind text NOT NULL,
  body_hash text NOT NULL,
  state text NOT NULL DEFAULT 'body' CHECK (state IN ('body', 'withheld', 'purged')),
  -- At the Secretariat alone: salt and body, wrapped; who may fetch them (NULL: everyone); who may not.
  content text,
  audience text[],
  withhold text[] NOT NULL DEFAULT '{}',
  entity text
);
CREATE INDEX federation_feed_unsealed ON federation_feed_entry (time, id) WHERE seq IS NULL;
CREATE INDEX federation_feed_entity ON federation_feed_entry (entity) WHERE entity IS NOT NULL;

-- A follower's own copy of the feed's hash tiles, each in its newest width, built from the leaves it was shown.
CREATE TABLE federation_feed_tile (
  level int NOT NULL,
  idx bigint NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (level, idx)
);

-- A follower's cursor: entries handled, the root over them, the newest checkpoint checked, and why it stopped.
CREATE TABLE federation_feed_state (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  size bigint NOT NULL DEFAULT 0,
  root bytea NOT NULL,
  checkpoint text,
  halted text
);
INSERT INTO federation_feed_state (root) VALUES (sha256(''));

CREATE TABLE federation_alarm (
  id uuid PRIMARY KEY,
  code text NOT NULL,
  peer text,
  params jsonb NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX federation_alarm_at ON federation_alarm (at);

-- A sealed header and a receipt are for ever.
REVOKE DELETE ON federation_outbox, federation_delivery, federation_inbox, federation_feed_entry, federation_feed_tile,
  federation_feed_state, federation_alarm FROM homeward_app;
