-- Up to when a list's changes have been compared with the pictures sealed here.
ALTER TABLE ident_hash_list ADD COLUMN marked_at bigint NOT NULL DEFAULT 0;
DROP INDEX ident_hash_entry_pdq;
CREATE INDEX ident_hash_entry_pdq ON ident_hash_entry (updated_at, id) WHERE pdq IS NOT NULL;
