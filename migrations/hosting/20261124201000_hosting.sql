-- Where addresses of the web are hosted. Content is never fetched, so none is here.
CREATE SEQUENCE hosting_number_seq;

CREATE TABLE hosting_list (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  title text NOT NULL,
  source text NOT NULL CHECK (source IN ('paste', 'csv', 'api', 'tip')),
  urgency text NOT NULL,
  case_id uuid,
  -- What the list came from: of a tip its reference.
  origin text,
  state text NOT NULL CHECK (state IN ('checking', 'to-confirm', 'closed')),
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  closed_at bigint,
  -- Closed without a word on every address: why.
  left_for text,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('hosting_list');
CREATE INDEX hosting_list_newest ON hosting_list (created_at DESC, id DESC);

-- One row an address, whatever lists it came in.
CREATE TABLE hosting_url (
  id uuid PRIMARY KEY,
  -- SHA-256 of the normal form: an address may be longer than an index takes.
  key bytea NOT NULL UNIQUE,
  url text NOT NULL,
  host text NOT NULL,
  is_address boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'checked', 'confirmed')),
  check_id uuid,
  verdict jsonb,
  verdict_kind text,
  country text,
  checked_at bigint,
  recheck_at bigint,
  moved_at bigint,
  confirmed jsonb,
  confirmed_country text,
  reported jsonb,
  referral_id uuid,
  created_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('hosting_url');
CREATE INDEX hosting_url_due ON hosting_url (recheck_at) WHERE recheck_at IS NOT NULL;
CREATE INDEX hosting_url_host ON hosting_url (host);

CREATE TABLE hosting_list_url (
  list_id uuid NOT NULL,
  line int NOT NULL,
  url_id uuid NOT NULL,
  given text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (list_id, line)
);
SELECT hw_protect('hosting_list_url');
CREATE UNIQUE INDEX hosting_list_url_once ON hosting_list_url (list_id, url_id);
CREATE INDEX hosting_list_url_of ON hosting_list_url (url_id);

-- Lines that are no address, kept so that nothing that was given is lost.
CREATE TABLE hosting_refused_line (
  list_id uuid NOT NULL,
  line int NOT NULL,
  given text NOT NULL,
  code text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (list_id, line)
);
SELECT hw_protect('hosting_refused_line');

-- Each look at an address: what was found, signed.
CREATE TABLE hosting_check (
  id uuid PRIMARY KEY,
  url_id uuid NOT NULL,
  at bigint NOT NULL,
  moved boolean NOT NULL,
  evidence jsonb NOT NULL,
  jws text NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('hosting_check');
CREATE INDEX hosting_check_of ON hosting_check (url_id, at DESC);

CREATE TABLE hosting_referral (
  id uuid PRIMARY KEY,
  direction text NOT NULL CHECK (direction IN ('out', 'in')),
  kind text NOT NULL CHECK (kind IN ('authority', 'bureau')),
  party text NOT NULL,
  country text NOT NULL,
  state text NOT NULL CHECK (state IN ('sent', 'taken', 'refused', 'decided', 'closed')),
  urgency text NOT NULL,
  -- At the sender the message's id; at the receiver the sender's id of the referral.
  message_id text,
  their_id text,
  delivery text,
  note text NOT NULL,
  decision text,
  released boolean NOT NULL DEFAULT false,
  answer text NOT NULL DEFAULT '',
  created_at bigint NOT NULL,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('hosting_referral');
CREATE INDEX hosting_referral_newest ON hosting_referral (created_at DESC, id DESC);
CREATE UNIQUE INDEX hosting_referral_theirs ON hosting_referral (party, their_id) WHERE direction = 'in';

CREATE TABLE hosting_referral_url (
  referral_id uuid NOT NULL,
  n int NOT NULL,
  url text NOT NULL,
  url_id uuid,
  jws text NOT NULL,
  evidence jsonb NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (referral_id, n)
);
SELECT hw_protect('hosting_referral_url');

-- Who said that it is gone, or still there.
CREATE TABLE hosting_report (
  id uuid PRIMARY KEY,
  url_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('gone', 'still-there')),
  reporter text NOT NULL,
  name text NOT NULL,
  at bigint NOT NULL,
  note text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('hosting_report');
CREATE INDEX hosting_report_of ON hosting_report (url_id, at DESC);
