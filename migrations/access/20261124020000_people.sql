-- People of this bureau, and officers of agencies who ask it for help. Names only: nothing here is case content.
CREATE TABLE person (
  id uuid PRIMARY KEY,
  username text NOT NULL UNIQUE CHECK (username = lower(username)),
  name text NOT NULL,
  roles text[] NOT NULL,
  compartments text[] NOT NULL,
  agency text,
  disabled_at bigint,
  version int NOT NULL DEFAULT 1,
  created_at bigint NOT NULL,
  -- An agency's officer sees rows by agency alone and never holds a compartment.
  CHECK (agency IS NULL OR compartments = '{}')
);

-- Apart from the person, so that no listing of people can carry them along.
CREATE TABLE person_credential (
  person_id uuid PRIMARY KEY REFERENCES person,
  password text NOT NULL,
  totp text NOT NULL,
  totp_last_step bigint NOT NULL DEFAULT 0,
  changed_at bigint NOT NULL
);

CREATE TABLE person_certificate (
  person_id uuid NOT NULL REFERENCES person,
  kind text NOT NULL CHECK (kind IN ('victim-identification')),
  number text NOT NULL,
  issued_by text NOT NULL,
  valid_until bigint NOT NULL,
  recorded_at bigint NOT NULL,
  PRIMARY KEY (person_id, kind)
);

CREATE TABLE session (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  token_hash text NOT NULL UNIQUE,
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  ended_at bigint
);
CREATE INDEX session_of_person ON session (person_id) WHERE ended_at IS NULL;

-- An attempt counts as failed until it has succeeded, so attempts made at once cannot get past the limit.
-- The name tried is hashed: people type passwords into the wrong field.
CREATE TABLE sign_in_attempt (
  id uuid PRIMARY KEY,
  name_hash text NOT NULL,
  at bigint NOT NULL
);
CREATE INDEX sign_in_attempt_by_name ON sign_in_attempt (name_hash, at);
CREATE INDEX sign_in_attempt_by_age ON sign_in_attempt (at);

CREATE TABLE partner_key (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  token_hash text NOT NULL UNIQUE,
  actions text[] NOT NULL,
  created_by text NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  revoked_at bigint
);
