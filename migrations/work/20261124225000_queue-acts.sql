-- A claim lasts while its holder's console is there; null: half an hour from the claim.
-- A snoozed item is out of sight until its moment, never out of the account. `told_at`: those who want to hear of it were told.
ALTER TABLE work_item
  ADD COLUMN claim_until bigint,
  ADD COLUMN snoozed_until bigint,
  ADD COLUMN snoozed_by text,
  ADD COLUMN escalated_at bigint,
  ADD COLUMN escalated_by text,
  ADD COLUMN escalation_settled_at bigint,
  ADD COLUMN told_at bigint,
  ADD COLUMN told_soon_at bigint,
  ADD COLUMN told_overdue_at bigint,
  ADD CHECK ((snoozed_until IS NULL) = (snoozed_by IS NULL)),
  ADD CHECK ((escalated_at IS NULL) = (escalated_by IS NULL)),
  ADD CHECK (escalation_settled_at IS NULL OR escalated_at IS NOT NULL);
CREATE INDEX work_item_held ON work_item (claimed_by) WHERE closed_at IS NULL AND claimed_by IS NOT NULL;
CREATE INDEX work_item_untold ON work_item (id) WHERE closed_at IS NULL AND told_at IS NULL;
CREATE INDEX work_item_escalated ON work_item (id) WHERE escalated_at IS NOT NULL;

-- Whoever left an item to the next is not offered it again before `until`. Why is in the ledger.
CREATE TABLE work_skip (
  work_id uuid NOT NULL REFERENCES work_item,
  person text NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (work_id, person)
);
