import type { Tx } from '../../platform/index.ts';
import type { TipModel } from '../contract-model.ts';
import type { CheckView } from '../contract-routing.ts';
import type { RoutingRules } from '../contract-rules.ts';

/** Offences, by the directory's codes, that a kind of incident may be; by its beginning, in lower case. */
const OFFENCES: readonly (readonly [string, readonly string[]])[] = [
  ['child sexual molestation', ['sexual-offence-against-child', 'child-abuse', 'rape']],
  ['child sex trafficking', ['human-trafficking', 'sexual-offence-against-child']],
  ['child sex tourism', ['sex-tourism', 'sexual-offence-against-child']],
  ['online enticement', ['sexual-offence-against-child']],
  ['unsolicited obscene', ['sexual-offence-against-child']],
  ['child pornography', ['csam']],
];

/** What an incident of this kind may be charged as. Of a kind that is not known here: anything. */
export function offencesOf(incidentType: string): readonly string[] | null {
  const type = incidentType.toLowerCase();
  return OFFENCES.find(([start]) => type.startsWith(start))?.[1] ?? null;
}

type Bare = Omit<CheckView, 'ruling' | 'isSettled'>;

/** The checks before a report goes to a country: what the data says of it, and what the report says of who is reported. */
export function checksFor(country: string, model: TipModel, rules: RoutingRules, now: number): Bare[] {
  const offences = offencesOf(model.incident.type);
  const death = rules.deathPenalty.find(
    (row) => row.country === country && (offences === null || row.offences.some((one) => offences.includes(one))),
  );
  const persecution = rules.persecution.find((row) => row.country === country);
  const minor = minorSuspect(model, now);
  return [
    { country, check: 'death-penalty', result: death ? 'block' : 'clear', basis: death?.basis ?? '' },
    { country, check: 'persecution', result: persecution ? 'ask' : 'clear', basis: persecution?.basis ?? '' },
    { country, check: 'minor-suspect', result: minor === null ? 'clear' : 'block', basis: minor ?? '' },
  ];
}

const YEAR = 365.25 * 86_400_000;

/** What in the report says that somebody reported may be a minor; null: nothing does. */
function minorSuspect(model: TipModel, now: number): string | null {
  const at = model.incident.time?.at ?? now;
  for (const person of model.people) {
    if (person.role !== 'reported') continue;
    if (person.age !== null && person.age < 18) return String(person.age);
    const born = person.dateOfBirth;
    // Of a year or a month alone the latest day counts: rather asked once too often.
    const latest = born === null ? Number.NaN : Date.parse(born.length === 4 ? `${born}-12-31` : born);
    if (Number.isFinite(latest) && (at - latest) / YEAR < 18) return born;
  }
  const said = model.incident.annotations.find((word) => /^minor.?to.?minor/i.test(word));
  return said ?? null;
}

interface RulingRow {
  readonly id: string;
  readonly country: string;
  readonly check_code: CheckView['check'];
  readonly ruling: 'may-go' | 'must-not-go';
  readonly reason: string;
  readonly by_actor: string;
  readonly at: number;
  readonly second_by: string | null;
  readonly second_at: number | null;
  readonly second_agrees: boolean | null;
  readonly second_reason: string | null;
}

/** The checks with what people ruled on this version of the report: the newest ruling counts. */
export async function readChecks(
  tx: Tx,
  tip: { id: string; n: number },
  countries: readonly string[],
  model: TipModel,
  rules: RoutingRules,
): Promise<CheckView[]> {
  const rows = await tx.query<RulingRow>(
    'SELECT * FROM tips_ruling WHERE tip_id = $1 AND n = $2 ORDER BY at DESC, id DESC',
    [tip.id, tip.n],
  );
  return countries.flatMap((country) =>
    checksFor(country, model, rules, tx.now).map((check): CheckView => {
      const row = rows.find((one) => one.country === country && one.check_code === check.check);
      return { ...check, ruling: row ? rulingView(row) : null, isSettled: isSettled(check.result, row) };
    }),
  );
}

function isSettled(result: CheckView['result'], row: RulingRow | undefined): boolean {
  // Somebody who rules against it is heard, whatever the data says.
  if (row?.ruling === 'must-not-go') return false;
  if (result === 'clear') return true;
  if (row === undefined) return false;
  return result === 'ask' || row.second_agrees === true;
}

function rulingView(row: RulingRow): NonNullable<CheckView['ruling']> {
  return {
    id: row.id,
    ruling: row.ruling,
    reason: row.reason,
    by: row.by_actor,
    at: row.at,
    secondBy: row.second_by,
    secondAt: row.second_at,
    secondAgrees: row.second_agrees,
    secondReason: row.second_reason,
  };
}
