-- Videos: frames by one rule (src/identification/video/rule.ts), hashed as pictures are. A video's own pdq is that of its still.

-- Part one: at every bureau.

-- Null for a picture; `still_ms`: where in the video the frame is that stands for it.
ALTER TABLE ident_media ADD COLUMN duration_ms int, ADD COLUMN still_ms int;

CREATE TABLE ident_media_frame (
  media_id uuid NOT NULL REFERENCES ident_media ON DELETE CASCADE,
  -- Milliseconds from the beginning.
  at int NOT NULL,
  -- The eight turned and mirrored forms, the first as it is.
  dihedral text[] NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (media_id, at)
);
SELECT hw_protect('ident_media_frame');

-- Of a match by frames: where it is, how many agree, of how many.
ALTER TABLE ident_lookup_match ADD COLUMN frame jsonb;

-- Part two: at Lyon.

ALTER TABLE icse_media ADD COLUMN duration_ms int, ADD COLUMN still_ms int;

-- `seq` is the number under which the frame's hash stands in the index of each process.
CREATE TABLE icse_media_frame (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  media_id uuid NOT NULL REFERENCES icse_media ON DELETE CASCADE,
  at int NOT NULL,
  pdq text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (media_id, at)
);
SELECT hw_protect('icse_media_frame');

-- Frames of the videos that were asked about: what comes later is compared with them.
CREATE TABLE icse_lookup_frame (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lookup_id uuid NOT NULL,
  item int NOT NULL,
  at int NOT NULL,
  pdq text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (lookup_id, item, at),
  FOREIGN KEY (lookup_id, item) REFERENCES icse_lookup_item (lookup_id, item)
);
SELECT hw_protect('icse_lookup_frame');

ALTER TABLE icse_late ADD COLUMN frame jsonb;
