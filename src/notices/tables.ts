import type { JSONColumnType } from 'kysely';
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
  ground: EndGround | null;
  ended_at: number | null;
  purged_at: number | null;
  purge_complete_at: number | null;
  purge_order: string | null;
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

export interface Tables {
  notice: NoticeTable;
  notice_version: VersionTable;
  notice_ending: EndingTable;
  notice_review: ReviewTable;
  notice_decision: DecisionTable;
  notice_holder: HolderTable;
  notice_hit: HitTable;
  notice_hit_step: HitStepTable;
}
