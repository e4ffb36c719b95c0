import type { Generated, JSONColumnType } from 'kysely';
import type {
  Colour,
  Distribution,
  EndGround,
  HitState,
  HitStep,
  NoticeForm,
  NoticeState,
  Relation,
  ReturnEvidence,
  RuleReport,
} from './contract.ts';
import type { EntryState, SuspensionEnd, SystemKind } from './contract-life.ts';

type Jsonb<T> = JSONColumnType<T & object, string, string>;
type JsonbOrNull<T> = JSONColumnType<(T & object) | null, string | null, string | null>;

export interface NoticeTable {
  id: string;
  relation: Relation;
  owner: string;
  colour: Colour;
  state: NoticeState;
  reference: string | null;
  number: string | null;
  case_id: string | null;
  name: string | null;
  search: string;
  nationalities: string[];
  distribution: JsonbOrNull<Distribution>;
  /** In force; 0 before the first issue. */
  content_version: number;
  amendment: 'draft' | 'submitted' | 'in-review' | 'returned' | null;
  return_sought: boolean;
  decision_reason: string | null;
  suspended_until: number | null;
  issued_at: number | null;
  ends_at: number | null;
  extensions: number;
  /** The rule set that the version in force was last tested by. */
  tested_by: string | null;
  changed_by: string | null;
  ground: EndGround | null;
  ended_at: number | null;
  purged_at: number | null;
  purge_complete_at: number | null;
  purge_order: string | null;
  channel: Generated<'notice' | 'diffusion'>;
  review_warned_at: number | null;
  warrant_confirmed_at: number | null;
  reconfirm_escalated_at: number | null;
  suspended_at: number | null;
  suspension_end: SuspensionEnd | null;
  suspension_asked_at: number | null;
  read_at: number | null;
  acting_at: number | null;
  /** Destroyed here, while national systems have not yet confirmed the removal. */
  purge_copies: JsonbOrNull<Record<string, number>>;
  content_removed_at: number | null;
  /** Of an imported copy: whose record it is, its number there, the import that last named it. */
  source: string | null;
  entity_id: string | null;
  import_id: string | null;
  acked_version: number;
  created_at: number;
  updated_at: number;
  version: number;
  compartment: string;
}

export interface VersionTable {
  notice_id: string;
  n: number;
  state: 'draft' | 'submitted' | 'issued' | 'returned' | 'refused' | 'superseded';
  form: Jsonb<NoticeForm>;
  report: Jsonb<RuleReport>;
  reason: string | null;
  author: string | null;
  authors: string[];
  submitted_by: string | null;
  submit_message: string | null;
  at: number;
  compartment: string;
}

export interface EndingTable {
  id: string;
  notice_id: string;
  kind: 'cancel' | 'withdraw';
  ground: EndGround;
  reason: string | null;
  evidence: JsonbOrNull<ReturnEvidence>;
  state: 'proposed' | 'requested' | 'refused' | 'rejected' | 'done';
  proposed_by: string;
  confirmed_by: string | null;
  message: string | null;
  refusal: string | null;
  at: number;
  compartment: string;
}

export interface ReviewTable {
  id: string;
  notice_id: string;
  n: number;
  kind: 'issue' | 'amend';
  state: 'open' | 'issued' | 'returned' | 'refused' | 'withdrawn';
  urgency: 'routine' | 'urgent' | 'life-at-risk';
  distribution: Jsonb<Distribution>;
  needed: number;
  opened_at: number;
  due_at: number;
  closed_at: number | null;
  version: number;
  compartment: string;
}

export interface DecisionTable {
  review_id: string;
  person: string;
  decision: 'pass' | 'return' | 'refuse' | null;
  reason: string | null;
  judged: string[];
  override: string | null;
  taken_at: number;
  decided_at: number | null;
}

export interface HolderTable {
  notice_id: string;
  bureau: string;
  expected: 'copy' | 'withheld' | 'not-connected';
  content_version: number | null;
  delivered_at: number | null;
  purged_at: number | null;
  purge_outcome: 'purged' | 'never-held' | null;
  purge_copies: JsonbOrNull<Record<string, number>>;
  purge_proof: string | null;
  read_at: number | null;
  acting_at: number | null;
  hit_at: number | null;
  reminded_at: number | null;
  reminders: Generated<number>;
  refusal: string | null;
  reported: boolean;
}

export interface HitTable {
  id: string;
  notice_id: string;
  colour: Colour;
  return_sought: boolean;
  owner: string;
  finder: string;
  state: HitState;
  open: boolean;
  place: string | null;
  circumstances: string | null;
  at: number;
  urgency: 'urgent' | 'life-at-risk';
  recorded_by: string | null;
  recorded_at: number;
  papers_due_at: number | null;
  papers_due_days: number | null;
  papers_due_basis: 'set' | 'unverified' | null;
  message: string | null;
  papers_reminders: Generated<number>;
  papers_late_at: number | null;
  version: number;
  compartment: string;
}

export interface HitStepTable {
  hit_id: string;
  from_bureau: string;
  n: number;
  step: string;
  body: JsonbOrNull<HitStep>;
  person: string | null;
  message: string | null;
  at: number;
  compartment: string;
}

export interface PapersDaysTable {
  country: string;
  days: number;
  source: string;
  set_by: string;
  set_at: number;
  version: number;
}

export interface SystemTable {
  code: string;
  name: string;
  kind: SystemKind;
  colours: string[];
  partner: string | null;
  validate_days: number;
  active: boolean;
  created_by: string;
  created_at: number;
  version: number;
}

export interface EntryTable {
  id: string;
  notice_id: string;
  system: string;
  state: EntryState;
  number: string | null;
  sent_version: number;
  held_version: number;
  owner: string;
  entered_at: number | null;
  validate_at: number | null;
  validated_at: number | null;
  validation_owed: boolean;
  removed_at: number | null;
  removal_by: string | null;
  decline_reason: string | null;
  at: number;
  version: number;
  compartment: string;
}

export interface RefusedMarkTable {
  notice_id: string;
  owner: string;
  mark: string;
  at: number;
}

export interface Tables {
  notice: NoticeTable;
  notice_version: VersionTable;
  notice_ending: EndingTable;
  notice_review: ReviewTable;
  notice_decision: DecisionTable;
  notice_holder: HolderTable;
  notice_hit: HitTable;
  notice_hit_step: HitStepTable;
  notice_papers_days: PapersDaysTable;
  notice_system: SystemTable;
  notice_entry: EntryTable;
  notice_refused_mark: RefusedMarkTable;
}
