-- What each country asks of a request. Public knowledge of the bureau, no case content.
CREATE TABLE country_sheet (
  country text PRIMARY KEY,
  -- shipped: as it came with the software; edited: by people here; followed: as that country's bureau publishes it.
  origin text NOT NULL CHECK (origin IN ('shipped', 'edited', 'followed')),
  body jsonb NOT NULL,
  version int NOT NULL DEFAULT 1,
  updated_at bigint NOT NULL,
  updated_by text NOT NULL
);

-- Every state a sheet was ever in.
CREATE TABLE country_sheet_history (
  country text NOT NULL,
  version int NOT NULL,
  origin text NOT NULL,
  body jsonb NOT NULL,
  at bigint NOT NULL,
  actor text NOT NULL,
  PRIMARY KEY (country, version)
);
REVOKE UPDATE, DELETE ON country_sheet_history FROM homeward_app;

-- The newest that a country's own bureau published to us; both are kept when ours was edited.
CREATE TABLE country_sheet_followed (
  country text PRIMARY KEY,
  edition int NOT NULL,
  body jsonb NOT NULL,
  received_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('adopted', 'conflict', 'kept-ours'))
);

-- follows: whose sheet we asked for; followers: who asked for ours.
CREATE TABLE country_sheet_follow (
  bureau text NOT NULL,
  side text NOT NULL CHECK (side IN ('follows', 'follower')),
  at bigint NOT NULL,
  PRIMARY KEY (bureau, side)
);
