-- A saved index proves by the row at its mark that it belongs to this database: also when that row was removed since.
ALTER TABLE icse_media_gone ADD COLUMN media_id uuid;
CREATE INDEX icse_media_gone_seq ON icse_media_gone (seq);
CREATE OR REPLACE FUNCTION icse_media_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO icse_media_gone (seq, media_id, compartment) VALUES (OLD.seq, OLD.id, OLD.compartment);
  RETURN NULL;
END $$;
