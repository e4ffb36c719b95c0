import type { CandidateState, Reasons, RowProblem, SearchPerson, SourceKind, Verdict } from './contract.ts';

export interface ScreeningRecord {
  readonly id: string;
  readonly number: string;
  readonly kind: 'person' | 'manifest';
  readonly state: 'running' | 'open' | 'done';
  readonly direction: 'entry' | 'exit' | null;
  readonly place: string | null;
  readonly carrier: string | null;
  readonly flight: string | null;
  readonly travel_date: string | null;
  readonly officer: string | null;
  readonly note: string | null;
  readonly file_name: string | null;
  readonly format: 'csv' | 'jsonl' | 'mrz' | null;
  readonly unread_columns: string[];
  readonly sources: SourceKind[];
  readonly min_score: number;
  readonly rows_total: number;
  readonly rows_done: number;
  readonly rows_refused: number;
  readonly feed_at: number | null;
  readonly asker_compartments: string[];
  readonly asked_by: string;
  readonly asked_at: number;
  readonly finished_at: number | null;
  readonly version: number;
}

export interface RowRecord {
  readonly n: number;
  readonly line: number;
  readonly person: SearchPerson | null;
  readonly fingerprint: string | null;
  readonly problems: RowProblem[];
  readonly refused: boolean;
  readonly done: boolean;
}

export interface CandidateRecord {
  readonly id: string;
  readonly screening_id: string;
  readonly n: number;
  readonly source: SourceKind;
  readonly record_id: string;
  readonly record_version: number;
  readonly number: string | null;
  readonly kind: string;
  readonly owner: string | null;
  readonly case_id: string | null;
  readonly score: number;
  readonly reasons: Reasons;
  readonly fingerprint: string;
  readonly false_match_id: string | null;
  readonly needs_two: boolean;
  readonly state: CandidateState;
  readonly hit_id: string | null;
  readonly action: string | null;
  readonly action_note: string | null;
  readonly action_by: string | null;
  readonly action_at: number | null;
  readonly at: number;
  readonly version: number;
  readonly compartment: string;
  readonly second_compartment: string;
}

export interface WordRecord {
  readonly candidate_id: string;
  readonly person: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly at: number;
}

export interface FalseMatchRecord {
  readonly id: string;
  readonly fingerprint: string;
  readonly source: SourceKind;
  readonly record_id: string;
  readonly record_version: number;
  readonly candidate_id: string;
  readonly said_by: string;
  readonly reason: string;
  readonly said_at: number;
  readonly undone_by: string | null;
  readonly undone_reason: string | null;
  readonly undone_at: number | null;
  readonly version: number;
}

/** States in which somebody still has to decide. */
export const UNDECIDED: readonly CandidateState[] = ['open', 'unsure', 'same-once', 'disputed'];
