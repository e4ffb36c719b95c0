-- Reports that are related, by what, and what people made of it.

-- Details of reports that are not yet compared with others: [{kind, value, shown?, at?}]. One row a report, taken away when it was
-- compared. Nothing refers to tips_tip here and below: a check a row would be paid where reports come in by hundreds a second, and
-- a report that is whole is never deleted.
CREATE TABLE tips_owed_keys (
  tip_id uuid PRIMARY KEY,
  keys jsonb NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_owed_keys');

-- The first report that has a detail; the second makes it a joint. Of addresses on the net each use.
CREATE TABLE tips_key (
  -- Of kind and value.
  key uuid NOT NULL,
  -- UTC ms of an address on the net, which is a subscriber's for a time; 0: whenever.
  at bigint NOT NULL,
  tip_id uuid NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (key, at, tip_id)
);
SELECT hw_protect('tips_key');

-- A detail that two reports or more share. Its rows are as many as the reports that share it, never as their pairs.
CREATE TABLE tips_joint (
  id uuid PRIMARY KEY,
  key uuid NOT NULL,
  kind text NOT NULL,
  -- As the first report gave it.
  shown text NOT NULL,
  -- 'certain': by its kind; 'proposed': waits for a person; 'accepted', 'rejected': a person's word; 'common': so many share it that
  -- it says nothing of who they are. Certain and accepted ones make groups.
  standing text NOT NULL CHECK (standing IN ('certain', 'proposed', 'accepted', 'rejected', 'common')),
  tips int NOT NULL,
  -- A report that has it.
  anchor uuid NOT NULL,
  first_at bigint NOT NULL,
  last_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  decided_by text,
  decided_at bigint,
  reason text,
  version int NOT NULL DEFAULT 1,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_joint');
CREATE INDEX tips_joint_key ON tips_joint (key);
CREATE INDEX tips_joint_standing ON tips_joint (standing, updated_at DESC, id DESC);

CREATE TABLE tips_joint_tip (
  joint_id uuid NOT NULL,
  tip_id uuid NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (joint_id, tip_id)
);
SELECT hw_protect('tips_joint_tip');
CREATE INDEX tips_joint_tip_of ON tips_joint_tip (tip_id);

-- Reports that hang together by certain and accepted joints.
CREATE TABLE tips_group (
  id uuid PRIMARY KEY,
  tips int NOT NULL,
  updated_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_group');
CREATE INDEX tips_group_newest ON tips_group (updated_at DESC, id DESC);

CREATE TABLE tips_group_tip (
  tip_id uuid PRIMARY KEY,
  group_id uuid NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_group_tip');
CREATE INDEX tips_group_tip_of ON tips_group_tip (group_id);

-- Which report stands for one that was merged. It counts while that one's state says so; nothing of either is moved.
CREATE TABLE tips_merge (
  tip_id uuid PRIMARY KEY,
  into_tip uuid NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  reason text NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
SELECT hw_protect('tips_merge');
CREATE INDEX tips_merge_into ON tips_merge (into_tip);
