-- Numbers people speak: they may have gaps, so a plain sequence will do and writers never wait for each other.
CREATE SEQUENCE case_request_number;
CREATE SEQUENCE case_file_number;

-- A request for assistance, from an agency of this country or from another bureau.
CREATE TABLE case_request (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  origin text NOT NULL CHECK (origin IN ('agency', 'bureau')),
  agency text,
  from_bureau text,
  -- The message that brought it: one message, one request.
  message_id text UNIQUE,
  their_ask text UNIQUE,
  their_ref text,
  officer jsonb,
  agency_reference text,
  offence text NOT NULL,
  wanted text[] NOT NULL,
  countries text[] NOT NULL,
  urgency text NOT NULL CHECK (urgency IN ('routine', 'urgent', 'life-at-risk')),
  legal_basis text NOT NULL,
  purpose text NOT NULL,
  summary text NOT NULL,
  attachments jsonb NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'confirmed', 'returned', 'accepted', 'declined')),
  version int NOT NULL,
  received_at bigint NOT NULL,
  confirmed_at bigint,
  decided_at bigint,
  decline_reason text,
  decline_explanation text,
  case_id uuid,
  submitted_by text NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  CHECK ((origin = 'agency') = (agency IS NOT NULL)),
  CHECK ((origin = 'bureau') = (from_bureau IS NOT NULL)),
  -- Nothing is decided for an agency's officer whom nobody has confirmed; declining is the exception.
  CHECK (state <> 'accepted' OR confirmed_at IS NOT NULL)
);
CREATE INDEX case_request_state ON case_request (state, received_at);
SELECT hw_protect_agency('case_request');

-- Persons named in a request; on acceptance the same id becomes the subject's.
CREATE TABLE case_request_person (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES case_request,
  position int NOT NULL,
  role text NOT NULL,
  particulars jsonb NOT NULL,
  identity_held boolean NOT NULL,
  agency text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_request_person_of ON case_request_person (request_id, position);
SELECT hw_protect_agency('case_request_person');

-- What was asked of the officer, and the answers.
CREATE TABLE case_request_exchange (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES case_request,
  at bigint NOT NULL,
  kind text NOT NULL CHECK (kind IN ('needed', 'answer')),
  text text NOT NULL,
  agency text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_request_exchange_of ON case_request_exchange (request_id, at);
SELECT hw_protect_agency('case_request_exchange');

CREATE TABLE case_call_back (
  id uuid PRIMARY KEY,
  request_id uuid NOT NULL REFERENCES case_request,
  at bigint NOT NULL,
  by_actor text NOT NULL,
  number_dialled text NOT NULL,
  confirmed_by text NOT NULL,
  result text NOT NULL CHECK (result IN ('confirmed', 'not-confirmed')),
  note text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_call_back_of ON case_call_back (request_id, at);
SELECT hw_protect('case_call_back');

CREATE TABLE case_intake_answer (
  request_id uuid NOT NULL REFERENCES case_request,
  code text NOT NULL,
  answer text NOT NULL CHECK (answer IN ('met', 'not-met')),
  note text,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (request_id, code)
);
SELECT hw_protect('case_intake_answer');

CREATE TABLE case_file (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  title text NOT NULL,
  offence text NOT NULL,
  wanted text[] NOT NULL,
  countries text[] NOT NULL,
  urgency text NOT NULL,
  legal_basis text NOT NULL,
  purpose text NOT NULL,
  summary text NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'closed')),
  version int NOT NULL,
  opened_at bigint NOT NULL,
  closed_at bigint,
  review_at bigint NOT NULL,
  lead text NOT NULL,
  request_id uuid UNIQUE REFERENCES case_request,
  from_bureau text,
  their_ask text,
  their_ref text,
  answered_at bigint,
  agency text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_file_state ON case_file (state, opened_at DESC, id);
SELECT hw_protect_agency('case_file');

CREATE TABLE case_subject (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  role text NOT NULL CHECK (role IN ('suspect', 'offender', 'victim', 'missing', 'witness')),
  particulars jsonb NOT NULL,
  identity_held boolean NOT NULL,
  version int NOT NULL,
  added_at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_subject_of ON case_subject (case_id, added_at);
SELECT hw_protect('case_subject');

-- Who a victim is. Anyone who may write the case may put a name in; only the compartment takes it out again.
CREATE TABLE case_identity (
  person_id uuid PRIMARY KEY,
  names jsonb NOT NULL,
  documents jsonb NOT NULL,
  domestic jsonb,
  agency text,
  compartment text NOT NULL DEFAULT 'victim-identity' CHECK (compartment = 'victim-identity')
);
ALTER TABLE case_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY identity_in ON case_identity FOR INSERT WITH CHECK (
  hw_can('general') OR hw_can(compartment) OR agency = nullif(current_setting('homeward.agency', true), ''));
CREATE POLICY identity_read ON case_identity FOR SELECT USING (hw_can(compartment));
CREATE POLICY identity_change ON case_identity FOR UPDATE USING (hw_can(compartment)) WITH CHECK (hw_can(compartment));
CREATE POLICY identity_out ON case_identity FOR DELETE USING (hw_can(compartment));

CREATE TABLE case_note (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  text text NOT NULL,
  author text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_note_of ON case_note (case_id, at);
SELECT hw_protect('case_note');

-- Things of rooms this one does not know.
CREATE TABLE case_link (
  case_id uuid NOT NULL REFERENCES case_file,
  ref_kind text NOT NULL,
  ref_id text NOT NULL,
  label text NOT NULL,
  by_actor text NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general',
  PRIMARY KEY (case_id, ref_kind, ref_id)
);
CREATE INDEX case_link_ref ON case_link (ref_kind, ref_id);
SELECT hw_protect('case_link');

-- Carries no victim data, so the asking agency may read it.
CREATE TABLE case_outcome (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  outcome text NOT NULL,
  country text NOT NULL,
  date text NOT NULL,
  number int NOT NULL CHECK (number > 0),
  subject_id uuid,
  note text,
  from_bureau text,
  -- The message that reported it: one message, one outcome.
  message_id text UNIQUE,
  by_actor text NOT NULL,
  recorded_at bigint NOT NULL,
  agency text,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_outcome_of ON case_outcome (case_id, recorded_at);
SELECT hw_protect_agency('case_outcome');

-- What this bureau asked of another, one row a bureau asked.
CREATE TABLE case_ask (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  to_bureau text NOT NULL,
  message_id text NOT NULL,
  wanted text[] NOT NULL,
  state text NOT NULL,
  reason text,
  explanation text,
  answer text,
  their_ref text,
  due_at bigint NOT NULL,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_ask_of ON case_ask (case_id, at);
CREATE INDEX case_ask_message ON case_ask (message_id);
SELECT hw_protect('case_ask');

-- What an agency of this country was asked to do.
CREATE TABLE case_task (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  to_agency text NOT NULL,
  what text NOT NULL,
  due_at bigint NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'done', 'not-possible')),
  note text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_task_of ON case_task (case_id, at);
SELECT hw_protect('case_task');

-- What this bureau told another about a case: outcomes and answers, with what became of the message.
CREATE TABLE case_report (
  id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_file,
  to_bureau text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('outcome', 'answer')),
  message_id text NOT NULL UNIQUE,
  state text NOT NULL CHECK (state IN ('sent', 'delivered', 'refused')),
  reason text,
  at bigint NOT NULL,
  compartment text NOT NULL DEFAULT 'general'
);
CREATE INDEX case_report_of ON case_report (case_id, at);
SELECT hw_protect('case_report');
