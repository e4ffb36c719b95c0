-- Of a video: which of its frames a view shows, in milliseconds; null: its still, or a picture.
ALTER TABLE ident_view ADD COLUMN frame_ms int;
