-- Requests a minute from one address before it is told to wait.
ALTER TABLE notice_public_setting ADD COLUMN per_minute int NOT NULL DEFAULT 600 CHECK (per_minute BETWEEN 1 AND 1000000);
