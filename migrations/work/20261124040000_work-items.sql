-- What is owed: each open item has an owner and a deadline. Codes and ids only, no case content.
CREATE TABLE work_item (
  id uuid PRIMARY KEY,
  ref_kind text NOT NULL,
  ref_id text NOT NULL,
  task text NOT NULL,
  -- Whoever owes it: a role, or one person (`person:<uuid>`).
  owner_role text,
  owner_person text,
  due_at bigint NOT NULL,
  urgency text NOT NULL CHECK (urgency IN ('routine', 'urgent', 'life-at-risk')),
  params jsonb NOT NULL,
  about text[] NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  -- The agency whose people may see it too.
  agency text,
  version int NOT NULL DEFAULT 1,
  claimed_by text,
  claimed_at bigint,
  opened_at bigint NOT NULL,
  opened_by text NOT NULL,
  closed_at bigint,
  closed_by text,
  outcome text,
  CHECK ((owner_role IS NULL) <> (owner_person IS NULL)),
  CHECK ((closed_at IS NULL) = (outcome IS NULL)),
  CHECK ((claimed_by IS NULL) = (claimed_at IS NULL))
);
CREATE INDEX work_item_due ON work_item (due_at, id) WHERE closed_at IS NULL;
CREATE INDEX work_item_ref ON work_item (ref_kind, ref_id) WHERE closed_at IS NULL;

-- Seen as other rows with an agency are; opened by anyone, since whoever asks for something creates work for others.
ALTER TABLE work_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE work_item FORCE ROW LEVEL SECURITY;
CREATE POLICY seen ON work_item FOR SELECT
  USING (hw_can(compartment) OR agency = nullif(current_setting('homeward.agency', true), ''));
CREATE POLICY changed ON work_item FOR UPDATE
  USING (hw_can(compartment) OR agency = nullif(current_setting('homeward.agency', true), ''));
CREATE POLICY opened ON work_item FOR INSERT WITH CHECK (true);
REVOKE DELETE ON work_item FROM homeward_app;
