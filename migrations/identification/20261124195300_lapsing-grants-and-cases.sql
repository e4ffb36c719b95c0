-- The owner of the tables is bound by row-level security too: what is changed below must be seen.
SELECT set_config('homeward.compartments', '*', true);

-- A file that was granted and is not fetched lapses: until when its owner keeps it ready.
ALTER TABLE ident_file_request ADD COLUMN fetch_until bigint;
ALTER TABLE ident_file_request DROP CONSTRAINT ident_file_request_state_check;
ALTER TABLE ident_file_request ADD CONSTRAINT ident_file_request_state_check
  CHECK (state IN ('open', 'granted', 'received', 'refused', 'expired', 'lapsed'));

-- What an earlier import said of a Case, before one changed it; for taking that back.
CREATE TABLE ident_import_case (
  import_id uuid NOT NULL REFERENCES ident_import,
  case_id bigint NOT NULL,
  before text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (import_id, case_id)
);
SELECT hw_protect('ident_import_case');

-- The common scheme has the same code wherever it comes from: an ICSE list writes it as 1.
UPDATE ident_hash_entry SET code = 'baseline', label = 'Baseline' WHERE scheme = 'INTERPOL-BASELINE' AND code = '1';
