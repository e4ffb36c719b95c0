-- Saved views of the queue: a filter under a name, of one person or for everyone.
CREATE TABLE desk_view (
  id uuid PRIMARY KEY,
  owner text NOT NULL,
  shared boolean NOT NULL,
  name text NOT NULL,
  filter jsonb NOT NULL,
  version int NOT NULL DEFAULT 1,
  at bigint NOT NULL
);
CREATE UNIQUE INDEX desk_view_own ON desk_view (owner, lower(name)) WHERE NOT shared;
CREATE UNIQUE INDEX desk_view_shared ON desk_view (lower(name)) WHERE shared;

-- Who is to be on watch when. A cancelled shift stays to be seen.
CREATE TABLE watch_shift (
  id uuid PRIMARY KEY,
  person text NOT NULL,
  starts_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  planned_by text NOT NULL,
  cancelled_at bigint,
  version int NOT NULL DEFAULT 1,
  CHECK (ends_at > starts_at)
);
CREATE INDEX watch_shift_time ON watch_shift (ends_at, starts_at) WHERE cancelled_at IS NULL;

-- Who is on watch in fact.
CREATE TABLE watch_duty (
  id uuid PRIMARY KEY,
  person text NOT NULL,
  began_at bigint NOT NULL,
  ended_at bigint,
  -- The hand-over by which it began or ended.
  taken_by uuid,
  given_by uuid
);
CREATE UNIQUE INDEX watch_duty_one ON watch_duty (person) WHERE ended_at IS NULL;
REVOKE DELETE ON watch_duty FROM homeward_app;

-- The log of the watch: written once. A mistake is corrected by another entry.
CREATE TABLE watch_entry (
  id uuid PRIMARY KEY,
  at bigint NOT NULL,
  by text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('entry', 'correction', 'began', 'ended', 'handed-over')),
  text text NOT NULL,
  corrects uuid,
  ref text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX watch_entry_at ON watch_entry (at, id);
SELECT hw_protect('watch_entry');
REVOKE UPDATE, DELETE ON watch_entry FROM homeward_app;

-- written -> offered (the outgoing officer signed) -> signed (the incoming one did) | withdrawn
CREATE TABLE watch_handover (
  id uuid PRIMARY KEY,
  outgoing text NOT NULL,
  incoming text NOT NULL,
  text text NOT NULL,
  -- The queue in figures at the outgoing signature.
  figures jsonb,
  -- SHA-256 of what both sign, hex.
  digest text,
  state text NOT NULL CHECK (state IN ('written', 'offered', 'signed', 'withdrawn')),
  written_at bigint NOT NULL,
  offered_at bigint,
  signed_at bigint,
  withdrawn_at bigint,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general',
  CHECK (outgoing <> incoming),
  CHECK (state <> 'signed' OR (offered_at IS NOT NULL AND signed_at IS NOT NULL)),
  CHECK (state = 'written' OR state = 'withdrawn' OR digest IS NOT NULL)
);
CREATE INDEX watch_handover_at ON watch_handover (written_at, id);
SELECT hw_protect('watch_handover');
REVOKE DELETE ON watch_handover FROM homeward_app;
