-- An appeal's consent can be taken back, and ends by itself.
ALTER TABLE ident_appeal DROP CONSTRAINT ident_appeal_state_check;
ALTER TABLE ident_appeal ADD CONSTRAINT ident_appeal_state_check
  CHECK (state IN ('asking', 'asked', 'cleared', 'refused', 'published', 'withdrawn', 'expired'));
ALTER TABLE ident_appeal
  ADD COLUMN expires_at bigint,
  ADD COLUMN crop jsonb,
  ADD COLUMN withdrawn jsonb,
  ADD COLUMN taken_down_at bigint;

ALTER TABLE icse_appeal DROP CONSTRAINT icse_appeal_state_check;
ALTER TABLE icse_appeal ADD CONSTRAINT icse_appeal_state_check
  CHECK (state IN ('asked', 'cleared', 'refused', 'published', 'withdrawn', 'expired'));
ALTER TABLE icse_appeal
  ADD COLUMN expires_at bigint,
  ADD COLUMN withdrawn jsonb,
  ADD COLUMN taken_down_at bigint;
