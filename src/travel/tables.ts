import type { ColumnType } from 'kysely';
import type {
  AngelWatchView,
  AnswerView,
  Change,
  RecipientView,
  TravelForm,
  TravelState,
  WireTravelForm,
} from './contract.ts';

type Json<T> = ColumnType<T, string | null, string | null>;

export interface NotificationTable {
  id: string;
  relation: 'sender' | 'recipient';
  owner: string;
  kind: TravelForm['kind'];
  state: TravelState;
  reference: string;
  source_ref: string | null;
  n: number;
  sent_n: number;
  form: Json<TravelForm | WireTravelForm | null>;
  name: string | null;
  person_keys: string[];
  departs_at: number | null;
  ends_at: number | null;
  lead_days: number | null;
  late: boolean;
  late_reason: string | null;
  late_text: string | null;
  role: 'destination' | 'transit' | 'former' | null;
  angel_watch: Json<AngelWatchView | null>;
  closed_reason: string | null;
  created_by: string;
  created_at: number;
  updated_at: number;
  version: number;
  compartment: ColumnType<string, string | undefined, never>;
}

export interface Tables {
  travel_notification: NotificationTable;
  travel_version: {
    notification_id: string;
    n: number;
    kind: 'first' | 'change' | 'correction' | 'cancellation';
    changes: ColumnType<Change[], string, string>;
    reason: string | null;
    author: string;
    at: number;
  };
  travel_recipient: {
    id: string;
    notification_id: string;
    bureau: string;
    role: RecipientView['role'];
    state: RecipientView['state'];
    n: number;
    known_n: number;
    message_id: string | null;
    reason: string | null;
    at: number;
    told_by: string | null;
    told_how: string | null;
  };
  travel_answer: {
    id: string;
    notification_id: string;
    bureau: string;
    outcome: AnswerView['outcome'];
    day: string | null;
    place: string | null;
    note: string | null;
    at: number;
    author: string | null;
    reported: ColumnType<AnswerView['reported'], string | undefined, string>;
    state: AnswerView['state'];
    version: ColumnType<number, number | undefined, number>;
  };
  travel_hand_over: {
    id: string;
    notification_id: string;
    authority: 'angel-watch' | 'marshals' | 'border-control' | 'registry' | 'other';
    n: number;
    reference: string | null;
    note: string | null;
    by: string;
    at: number;
  };
  travel_complaint: {
    id: string;
    notification_id: string;
    complainant: string;
    contact: string | null;
    says: string;
    state: 'open' | 'upheld' | 'dismissed';
    decision: string | null;
    corrected_n: number | null;
    taken_by: string;
    taken_at: number;
    decided_by: string | null;
    decided_at: number | null;
    version: ColumnType<number, number | undefined, number>;
  };
}
