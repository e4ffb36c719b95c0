import type { Audit } from '../../audit/index.ts';
import { AppError, type EntityRef, refuse, type Tx } from '../../platform/index.ts';
import type { Assistance, ChecklistInput, ChecklistView } from '../contract-requirements.ts';
import { sheets } from './sheets.ts';

/** What these countries ask for these kinds of assistance: what blocks first, then what is advised. */
export async function checklist(
  tx: Tx,
  countries: readonly string[],
  assistance: readonly string[],
): Promise<ChecklistView> {
  const items = (await sheets(tx, countries)).flatMap(({ country, items }) =>
    items
      .filter((item) => assistance.includes(item.assistance))
      .map((item) => ({ key: `${country}/${item.id}`, country, ...item })),
  );
  return { items: items.sort((a, b) => Number(b.blocking) - Number(a.blocking)) };
}

/**
 * Before anything is sent: what blocks must be confirmed as fulfilled, or a supervisor gives the reason to send without.
 * What is advised and missing goes on the record with the rest.
 * @throws AppError `refused`, one `requirements.missing` for each blocking requirement that is not fulfilled
 */
export async function requireChecklist(
  audit: Audit,
  tx: Tx,
  asked: {
    countries: readonly string[];
    assistance: readonly Assistance[];
    checklist: ChecklistInput | undefined;
    about: readonly EntityRef[];
  },
): Promise<void> {
  const { items } = await checklist(tx, asked.countries, asked.assistance);
  if (items.length === 0) return;
  const confirmed = new Set(asked.checklist?.confirmed ?? []);
  const missing = items.filter((item) => !confirmed.has(item.key));
  const blocking = missing.filter((item) => item.blocking);
  const override = asked.checklist?.override;
  if (blocking.length > 0) {
    if (override === undefined) {
      throw new AppError('refused', 'requirements.missing', {
        errors: blocking.slice(0, 50).map(({ country, kind, value }) => ({
          pointer: '/body/checklist',
          code: 'requirements.missing',
          params: { country, kind, value },
        })),
      });
    }
    if (!tx.scope.roles.includes('supervisor')) throw refuse('requirements.override-by-supervisor');
  }
  for (const country of asked.countries) {
    const here = missing.filter((item) => item.country === country);
    audit.record(tx, {
      act: blocking.some((item) => item.country === country) ? 'requirements.overridden' : 'requirements.checked',
      entity: { kind: 'country', id: country },
      about: asked.about,
      body: { country, missing: here.map((item) => item.id).join(', '), reason: override ?? '' },
    });
  }
}
