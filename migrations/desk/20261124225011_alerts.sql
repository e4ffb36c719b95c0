-- Of what one person wants to hear, and how. No case content anywhere here: codes, numbers, deadlines.
CREATE TABLE alert_rule (
  person text PRIMARY KEY,
  -- Rooms of the work (`request`, `notice`); null: all.
  rooms text[],
  urgency text NOT NULL CHECK (urgency IN ('routine', 'urgent', 'life-at-risk')),
  only_mine boolean NOT NULL,
  due_soon boolean NOT NULL,
  overdue boolean NOT NULL,
  browser boolean NOT NULL,
  email text,
  -- Minutes of the day in `zone`; life at risk breaks through.
  quiet_from int,
  quiet_to int,
  zone text NOT NULL,
  version int NOT NULL DEFAULT 1,
  at bigint NOT NULL,
  CHECK ((quiet_from IS NULL) = (quiet_to IS NULL))
);

CREATE TABLE alert (
  id uuid PRIMARY KEY,
  person text NOT NULL,
  work_id uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('opened', 'due-soon', 'overdue')),
  task text NOT NULL,
  ref text NOT NULL,
  about text[] NOT NULL,
  number text,
  urgency text NOT NULL,
  due_at bigint NOT NULL,
  -- Outside quiet hours: shown by the browser too.
  loud boolean NOT NULL,
  at bigint NOT NULL,
  read_at bigint,
  UNIQUE (person, work_id, reason)
);
CREATE INDEX alert_list ON alert (person, at, id);

-- What goes out by e-mail and to webhooks: queued -> sent | dead (shown, tried again or dropped by a person) -> dropped
CREATE TABLE alert_delivery (
  id uuid PRIMARY KEY,
  channel text NOT NULL CHECK (channel IN ('email', 'webhook')),
  -- The person's address, or the webhook's id.
  target text NOT NULL,
  person text,
  body jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('queued', 'sent', 'dead', 'dropped')),
  attempts int NOT NULL DEFAULT 0,
  error text,
  created_at bigint NOT NULL,
  next_at bigint,
  ended_at bigint,
  version int NOT NULL DEFAULT 1
);
CREATE INDEX alert_delivery_list ON alert_delivery (created_at, id);
CREATE INDEX alert_delivery_dead ON alert_delivery (state) WHERE state IN ('queued', 'dead');

CREATE TABLE alert_webhook (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  url text NOT NULL,
  rooms text[],
  urgency text NOT NULL,
  -- Wrapped by the vault's key; told once.
  secret text NOT NULL,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  ended_at bigint,
  version int NOT NULL DEFAULT 1
);

CREATE TABLE alert_settings (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  -- Where people reach the console: the beginning of every link.
  console_url text,
  smtp jsonb,
  smtp_password text,
  allow_private boolean NOT NULL DEFAULT false,
  version int NOT NULL DEFAULT 1,
  at bigint NOT NULL,
  by text NOT NULL
);
