-- Public knowledge: who the bureaus are and where they answer. No case content.
CREATE TABLE bureau (
  code text PRIMARY KEY,
  names jsonb NOT NULL,
  region text,
  city text,
  city_basis text,
  status text NOT NULL DEFAULT 'not-connected' CHECK (status IN ('connected', 'hosted', 'not-connected')),
  endpoint text,
  -- The newest key statement in force: what later ones are judged against.
  serial bigint NOT NULL DEFAULT 0,
  statement text,
  updated_at bigint NOT NULL
);

CREATE TABLE bureau_key (
  bureau text NOT NULL REFERENCES bureau,
  use text NOT NULL CHECK (use IN ('signing', 'encryption', 'recovery', 'log')),
  kid text NOT NULL,
  jwk jsonb NOT NULL,
  valid_from bigint NOT NULL,
  -- Null: in force.
  valid_to bigint,
  revoked_at bigint,
  revoked_because text,
  PRIMARY KEY (bureau, use, kid)
);
CREATE UNIQUE INDEX bureau_key_in_force ON bureau_key (bureau, use) WHERE valid_to IS NULL AND revoked_at IS NULL;

-- A change of keys that did not prove itself: the pin holds until a person has decided.
CREATE TABLE key_alarm (
  id uuid PRIMARY KEY,
  bureau text NOT NULL REFERENCES bureau,
  code text NOT NULL,
  statement text NOT NULL,
  status text NOT NULL,
  raised_at bigint NOT NULL,
  settled_at bigint,
  settled_by text,
  outcome text CHECK (outcome IN ('accepted', 'rejected')),
  version int NOT NULL DEFAULT 1
);

CREATE TABLE agency (
  ori text PRIMARY KEY,
  name text NOT NULL,
  level text NOT NULL CHECK (level IN ('federal', 'state', 'local', 'tribal')),
  state text,
  city text,
  -- The number that is dialled to confirm an officer; never one that a requester gives.
  call_back text NOT NULL,
  email text,
  basis text NOT NULL
);

CREATE TABLE task_force (
  id text PRIMARY KEY,
  name text NOT NULL,
  states text[] NOT NULL,
  lead_agency text NOT NULL,
  coverage text NOT NULL,
  basis text NOT NULL
);

CREATE TABLE country (
  code text PRIMARY KEY,
  iso3 text,
  names jsonb NOT NULL,
  -- True: has a bureau of its own.
  member boolean NOT NULL,
  -- The treaty with the United States as far as it was read, with where it was read.
  extradition jsonb
);

-- Which edition of the shipped data this database holds.
CREATE TABLE directory_edition (
  file text PRIMARY KEY,
  sha256 text NOT NULL,
  loaded_at bigint NOT NULL
);

-- The Secretariat's keys on the root's word, kept to hand on.
CREATE TABLE directory_root (
  bureau text PRIMARY KEY REFERENCES bureau,
  root jsonb NOT NULL,
  statement text NOT NULL
);
