-- The end of the five years a notice is kept, counted from its issue; an extension moves it.
ALTER TABLE notice ADD COLUMN ends_at bigint;
ALTER TABLE notice ADD COLUMN extensions int NOT NULL DEFAULT 0;
UPDATE notice SET ends_at = issued_at + 157766400000 WHERE issued_at IS NOT NULL;
CREATE INDEX notice_ends ON notice (ends_at) WHERE state IN ('issued', 'suspended');

-- Every colour there is; the UN notice is read here and made elsewhere.
ALTER TABLE notice DROP CONSTRAINT notice_colour_check;
ALTER TABLE notice ADD CONSTRAINT notice_colour_check
  CHECK (colour IN ('red', 'blue', 'green', 'yellow', 'black', 'orange', 'purple', 'silver', 'un'));

-- Who changed it last: somebody whose own change came too late is told.
ALTER TABLE notice ADD COLUMN changed_by text;
