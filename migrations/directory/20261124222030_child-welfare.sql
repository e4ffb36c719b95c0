-- Child-welfare authorities stand beside the agencies: they are tasked like them, and confirm no officer.
ALTER TABLE agency ADD COLUMN kind text NOT NULL DEFAULT 'law-enforcement'
  CHECK (kind IN ('law-enforcement', 'child-welfare'));
