-- The message that told the other bureau of a hit or of a step, so that its refusal finds its way back.
ALTER TABLE notice_hit ADD COLUMN message text;
CREATE INDEX notice_hit_message ON notice_hit (message) WHERE message IS NOT NULL;
ALTER TABLE notice_hit_step ADD COLUMN message text;
CREATE INDEX notice_hit_step_message ON notice_hit_step (message) WHERE message IS NOT NULL;

-- Everyone who wrote any of a version; `author` is who wrote last.
ALTER TABLE notice_version ADD COLUMN authors text[] NOT NULL DEFAULT '{}';
UPDATE notice_version SET authors = ARRAY[author] WHERE author IS NOT NULL;
