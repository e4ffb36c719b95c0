-- Notices in force tested again: after a change of the rules, or after a court's ruling.
CREATE TABLE notice_retest_run (
  id uuid PRIMARY KEY,
  cause text NOT NULL CHECK (cause IN ('rules', 'ruling')),
  -- Version of the rule set.
  rules text NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'done')),
  -- Where it goes on after a stop: everything up to this notice is tested.
  cursor uuid,
  total int NOT NULL,
  tested int NOT NULL DEFAULT 0,
  failing int NOT NULL DEFAULT 0,
  asked_by text NOT NULL,
  started_at bigint NOT NULL,
  ended_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('notice_retest_run');
-- One run of a rule set at a time.
CREATE UNIQUE INDEX notice_retest_running ON notice_retest_run (cause) WHERE state = 'running' AND cause = 'rules';

-- The notices that no longer pass. Codes and pointers alone: what the notice says stays with it.
CREATE TABLE notice_retest (
  run_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  n int NOT NULL,
  -- Rules that fail now.
  failing text[] NOT NULL,
  -- Of these, the ones that did not fail when the version was issued.
  newly text[] NOT NULL,
  findings jsonb NOT NULL,
  standing text NOT NULL CHECK (standing IN ('open', 'kept', 'mended', 'ended', 'superseded')),
  settled_by text,
  settled_at bigint,
  reason text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (run_id, notice_id)
);
SELECT hw_protect('notice_retest');
CREATE UNIQUE INDEX notice_retest_open ON notice_retest (notice_id) WHERE standing = 'open';
CREATE INDEX notice_retest_notice ON notice_retest (notice_id);

-- The version of the rule set that the version in force was last tested by.
ALTER TABLE notice ADD COLUMN tested_by text;
UPDATE notice SET tested_by = v.report ->> 'rules'
  FROM notice_version v WHERE v.notice_id = notice.id AND v.n = notice.content_version;

-- What courts ruled after the notice went out. It goes with the notice.
CREATE TABLE notice_ruling (
  id uuid PRIMARY KEY,
  notice_id uuid NOT NULL,
  ruling jsonb NOT NULL,
  recorded_by text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('notice_ruling');
CREATE INDEX notice_ruling_notice ON notice_ruling (notice_id, at);
