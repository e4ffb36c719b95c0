import type { Colour, HitState, HitStep, StepName } from './contract.ts';

export type Side = 'finder' | 'owner';

interface Transition {
  readonly step: StepName;
  readonly side: Side;
  readonly colours: readonly Colour[];
  readonly from: readonly HitState[];
  /** Absent: the state stays. */
  readonly to?: HitState;
  readonly closes?: boolean;
}

/** What follows a hit, step by step, and whose step it is. What is not here is refused. */
export const TRANSITIONS: readonly Transition[] = [
  { step: 'identity-checked', side: 'finder', colours: ['red'], from: ['recorded'], to: 'identity-once' },
  { step: 'identity-checked', side: 'finder', colours: ['red'], from: ['identity-once'], to: 'identified' },
  {
    step: 'not-the-person',
    side: 'finder',
    colours: ['red', 'yellow', 'blue', 'green'],
    from: ['recorded', 'identity-once'],
    to: 'not-the-person',
    closes: true,
  },
  { step: 'warrant-live', side: 'owner', colours: ['red'], from: ['identified'], to: 'warrant-live' },
  { step: 'warrant-not-live', side: 'owner', colours: ['red'], from: ['identified'], to: 'stood-down', closes: true },
  { step: 'arrest-requested', side: 'owner', colours: ['red'], from: ['warrant-live'], to: 'arrest-requested' },
  { step: 'arrested', side: 'finder', colours: ['red'], from: ['arrest-requested'], to: 'arrested' },
  { step: 'papers-sent', side: 'owner', colours: ['red'], from: ['arrested'] },
  { step: 'surrendered', side: 'finder', colours: ['red'], from: ['arrested'], to: 'surrendered' },
  {
    step: 'extradition-refused',
    side: 'finder',
    colours: ['red'],
    from: ['arrested'],
    to: 'extradition-refused',
    closes: true,
  },
  { step: 'released', side: 'finder', colours: ['red'], from: ['arrested'], to: 'released', closes: true },
  { step: 'returned', side: 'owner', colours: ['red'], from: ['surrendered'], to: 'returned', closes: true },
  { step: 'found', side: 'finder', colours: ['yellow'], from: ['recorded'], to: 'found' },
  { step: 'safe', side: 'finder', colours: ['yellow'], from: ['found'], to: 'safe' },
  { step: 'home', side: 'owner', colours: ['yellow'], from: ['safe'], to: 'home', closes: true },
  { step: 'information', side: 'finder', colours: ['blue', 'green'], from: ['recorded'] },
  { step: 'answered', side: 'owner', colours: ['blue', 'green'], from: ['recorded'], to: 'answered', closes: true },
  // Where no return is sought the owner takes note that the person is safe, and that is the end.
  { step: 'answered', side: 'owner', colours: ['yellow'], from: ['safe'], to: 'answered', closes: true },
];

export interface HitPosition {
  readonly colour: Colour;
  readonly returnSought: boolean;
  readonly owner: string;
  readonly finder: string;
  readonly state: HitState;
  readonly open: boolean;
  /** Marks of the people who have checked the identity so far. */
  readonly checkedBy: readonly string[];
}

export type StepVerdict =
  | { readonly ok: true; readonly state: HitState; readonly open: boolean }
  | { readonly ok: false; readonly code: string; readonly params: Record<string, string> };

const no = (code: string, params: Record<string, string> = {}): StepVerdict => ({ ok: false, code, params });

/**
 * Whether this side's person may take the step now, and where it leads. Pure: both bureaus judge every step by it.
 * @param person mark of the person who takes it
 * @param today YYYY-MM-DD; no step is dated ahead of it
 */
export function judgeStep(hit: HitPosition, step: HitStep, side: Side, person: string, today: string): StepVerdict {
  if (!hit.open) return no('hit.closed-already');
  const known = TRANSITIONS.filter((t) => t.step === step.step && t.colours.includes(hit.colour));
  if (known.length > 0 && known.every((t) => t.side !== side)) return no('hit.step.wrong-side');
  const taken = known.find((t) => t.from.includes(hit.state));
  if (!taken) return no('hit.step.out-of-order', { state: hit.state, step: step.step });
  if (step.step === 'answered' && hit.colour === 'yellow' && hit.returnSought) {
    return no('hit.step.out-of-order', { state: hit.state, step: step.step });
  }
  if (step.step === 'identity-checked' && hit.checkedBy.includes(person)) return no('hit.step.same-person');
  if (step.step === 'arrest-requested' && hit.finder === 'US' && step.through !== 'justice-department') {
    return no('hit.step.us-through-justice');
  }
  if ((step.step === 'returned' || step.step === 'home') && step.evidence.country !== hit.owner) {
    return no('notice.cancel.not-returned', { colour: hit.colour, ground: 'purpose-achieved' });
  }
  const dated = 'date' in step ? step.date : 'evidence' in step ? step.evidence.when : null;
  if (dated !== null && dated > today) return no('notice.evidence-in-future', { when: dated });
  return { ok: true, state: taken.to ?? hit.state, open: !(taken.closes ?? false) };
}

/** Names of the steps this side may take next. */
export function nextSteps(hit: HitPosition, side: Side): StepName[] {
  if (!hit.open) return [];
  const possible = TRANSITIONS.filter(
    (t) => t.side === side && t.colours.includes(hit.colour) && t.from.includes(hit.state),
  ).filter((t) => !(t.step === 'answered' && hit.colour === 'yellow' && hit.returnSought));
  return [...new Set(possible.map((t) => t.step))];
}
