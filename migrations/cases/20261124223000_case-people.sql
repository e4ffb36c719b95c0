-- Who changed a thing last: shown to whoever was slower.
ALTER TABLE case_file ADD COLUMN changed_by text, ADD COLUMN changed_at bigint;
ALTER TABLE case_subject ADD COLUMN changed_by text, ADD COLUMN changed_at bigint;

-- Colleagues a note names: each owes a look, and the piece of work says no more than the case's number.
CREATE TABLE case_mention (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  note_id uuid NOT NULL REFERENCES case_note,
  person text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'seen', 'dropped')),
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  UNIQUE (note_id, person)
);
CREATE INDEX case_mention_of ON case_mention (case_id);
SELECT hw_protect('case_mention');

-- What a colleague is to do, by when. (An agency's task is case_task.)
CREATE TABLE case_duty (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  owner text NOT NULL,
  what text NOT NULL,
  due_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  version int NOT NULL,
  note text,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  finished_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_duty_of ON case_duty (case_id, at);
SELECT hw_protect('case_duty');

-- The lead of a case passes on when the other accepts it.
CREATE TABLE case_hand_over (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  from_person text NOT NULL,
  to_person text NOT NULL,
  note text NOT NULL,
  state text NOT NULL CHECK (state IN ('offered', 'accepted', 'declined', 'withdrawn')),
  reason text,
  at bigint NOT NULL,
  settled_at bigint,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_hand_over_of ON case_hand_over (case_id, at);
CREATE UNIQUE INDEX case_hand_over_one ON case_hand_over (case_id) WHERE state = 'offered';
SELECT hw_protect('case_hand_over');

-- Who is what to whom: two subjects of the case, or a subject and somebody outside it. Of a victim, who stands beside says who it
-- is: such a row lies with the identities. Whoever may write the case puts it in; only the compartment takes it out.
CREATE TABLE case_relation (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  subject_id uuid NOT NULL REFERENCES case_subject,
  kind text NOT NULL,
  other_id uuid REFERENCES case_subject,
  other jsonb,
  note text,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  CHECK ((other_id IS NULL) <> (other IS NULL)),
  CHECK (other_id <> subject_id)
);
CREATE INDEX case_relation_of ON case_relation (case_id, at);

-- A photograph of a subject; the file lies sealed in the vault. A victim's face lies with the identities.
CREATE TABLE case_photo (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  subject_id uuid NOT NULL REFERENCES case_subject,
  sealed_ref text NOT NULL,
  sealed_key text NOT NULL,
  size int NOT NULL,
  width int NOT NULL,
  height int NOT NULL,
  taken text,
  caption text,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_photo_of ON case_photo (case_id, at);
CREATE INDEX case_photo_file ON case_photo (sealed_ref);

DO $$
DECLARE target text;
BEGIN
  FOREACH target IN ARRAY ARRAY['case_relation', 'case_photo'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', target);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY put_in ON %I FOR INSERT WITH CHECK (hw_can(compartment) OR (compartment = ''victim-identity'' AND hw_can(''general'')))', target);
    EXECUTE format('CREATE POLICY look ON %I FOR SELECT USING (hw_can(compartment))', target);
    EXECUTE format('CREATE POLICY change ON %I FOR UPDATE USING (hw_can(compartment)) WITH CHECK (hw_can(compartment) OR compartment = ''victim-identity'')', target);
    EXECUTE format('CREATE POLICY take_out ON %I FOR DELETE USING (hw_can(compartment))', target);
  END LOOP;
END $$;
