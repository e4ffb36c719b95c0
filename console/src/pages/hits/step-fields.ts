import type { HitStep } from '../../../../src/notices/contract.ts';

export interface StepField {
  readonly name:
    | 'method'
    | 'note'
    | 'reason'
    | 'confirmedWith'
    | 'through'
    | 'instructions'
    | 'date'
    | 'place'
    | 'authority'
    | 'how'
    | 'to'
    | 'confirmedBy'
    | 'inCareOf'
    | 'text';
  readonly kind: 'line' | 'area' | 'date' | 'choice';
  readonly values?: readonly string[];
  readonly optional?: boolean;
  /** Its name in the contract, where it differs from the label's. */
  readonly as?: string;
}

const line = (name: StepField['name'], optional = false): StepField => ({ name, kind: 'line', optional });
const area = (name: StepField['name'], optional = false): StepField => ({ name, kind: 'area', optional });
const date: StepField = { name: 'date', kind: 'date' };

/** What each step has to say. `evidence` is asked for apart. */
export const STEP_FIELDS: Readonly<Record<HitStep['step'], readonly StepField[]>> = {
  'identity-checked': [{ name: 'method', kind: 'choice', values: ['fingerprints', 'photo'] }, area('note', true)],
  'not-the-person': [area('reason')],
  'warrant-live': [line('confirmedWith'), { ...date, as: 'at' }],
  'warrant-not-live': [area('reason')],
  'arrest-requested': [
    { name: 'through', kind: 'choice', values: ['justice-department', 'central-authority', 'direct'] },
    area('instructions', true),
  ],
  arrested: [date, line('place'), line('authority')],
  'papers-sent': [date, line('how')],
  surrendered: [date, line('to')],
  'extradition-refused': [date, area('reason')],
  released: [date, area('reason')],
  returned: [],
  found: [date, line('place'), line('confirmedBy')],
  safe: [date, line('inCareOf')],
  home: [],
  information: [area('text')],
  answered: [area('note', true)],
};

export const NEEDS_EVIDENCE: ReadonlySet<string> = new Set(['returned', 'home']);
