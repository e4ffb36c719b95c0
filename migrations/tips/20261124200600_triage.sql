-- How each report was judged to weigh, with its reasons, and by which weights.
CREATE TABLE tips_triage (
  tip_id uuid PRIMARY KEY REFERENCES tips_tip (id),
  score int NOT NULL CHECK (score BETWEEN 0 AND 100),
  -- [{sign, points, params}], heaviest first.
  reasons jsonb NOT NULL,
  -- Every sign, also those that weigh nothing now: what other weights would make of it.
  signs jsonb NOT NULL,
  weights int NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_triage');
CREATE INDEX tips_triage_order ON tips_triage (score DESC, tip_id);

-- Each set of weights that was ever in force; the newest is. None: the shipped ones.
CREATE TABLE tips_weights (
  version int PRIMARY KEY,
  factors jsonb NOT NULL,
  bands jsonb NOT NULL,
  reason text NOT NULL,
  changed_by text NOT NULL,
  at bigint NOT NULL
);
REVOKE UPDATE, DELETE ON tips_weights FROM homeward_app;
