-- What a stored answer is about, so that a purge finds the copies kept there.
ALTER TABLE idempotency ADD COLUMN about text[] NOT NULL DEFAULT '{}';
CREATE INDEX idempotency_about ON idempotency USING gin (about);
