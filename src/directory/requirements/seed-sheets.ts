import type { Tx } from '../../platform/index.ts';
import type { SheetBody } from '../contract-requirements.ts';
import languages from '../data/official-languages.json' with { type: 'json' };
import usual from '../data/usual-requirements.json' with { type: 'json' };

const spoken: Readonly<Record<string, readonly string[]>> = languages.languages;

/** What ships for a country: its official languages and the usual papers, all advisory and unverified. */
export function shippedSheet(country: string): SheetBody {
  const own = [...(spoken[country] ?? [])];
  const [first] = own;
  const items: SheetBody['items'] = (usual.items as SheetBody['items']).map(({ assistance, kind, value }) => ({
    id: `${assistance}-${value}`,
    assistance,
    kind,
    value,
    blocking: false,
    source: usual.source,
    verifiedOn: null,
    verifiedBy: null,
  }));
  if (first !== undefined && !own.includes('en')) {
    for (const assistance of usual.translated as SheetBody['items'][number]['assistance'][]) {
      items.push({
        id: `${assistance}-translation`,
        assistance,
        kind: 'translation',
        value: first,
        blocking: false,
        source: languages.source,
        verifiedOn: null,
        verifiedBy: null,
      });
    }
  }
  return {
    profile: {
      languages: own,
      redNotice: 'unknown',
      papersDays: null,
      extraditesNationals: 'unknown',
      hague: 'unknown',
      source: languages.source,
      verifiedOn: null,
    },
    items,
  };
}

/** A sheet for each member that has none. What people or bureaus wrote is never touched. */
export async function seedSheets(tx: Tx): Promise<void> {
  const missing = await tx.query<{ code: string }>(
    'SELECT code FROM country WHERE member AND NOT EXISTS (SELECT FROM country_sheet s WHERE s.country = code)',
  );
  if (missing.length === 0) return;
  const rows = missing.map(({ code }) => ({ country: code, body: shippedSheet(code) }));
  const values = [JSON.stringify(rows), tx.now];
  await tx.query(
    `INSERT INTO country_sheet (country, origin, body, updated_at, updated_by)
     SELECT r.country, 'shipped', r.body, $2, 'system' FROM jsonb_to_recordset($1::jsonb) AS r(country text, body jsonb)`,
    values,
  );
  await tx.query(
    `INSERT INTO country_sheet_history (country, version, origin, body, at, actor)
     SELECT r.country, 1, 'shipped', r.body, $2, 'system' FROM jsonb_to_recordset($1::jsonb) AS r(country text, body jsonb)`,
    values,
  );
}
