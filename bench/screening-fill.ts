import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { personOf } from './names-people.ts';

const BATCH = 5_000;
const COLOURS = ['red', 'red', 'blue', 'green', 'yellow'] as const;

/** Notices of other bureaus in force about the invented persons of the names' bench, as the feed would have brought them. */
export async function fillNotices(url: string, n: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (let from = 0; from < n; from += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, n - from) }, (_, at) => rowOf(from + at));
      await client.query(
        `WITH r AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, number text, colour text, name text, search text, form jsonb)),
           n AS (INSERT INTO notice (id, relation, owner, colour, state, number, name, search, content_version, issued_at, created_at, updated_at)
             SELECT id, 'holder', 'NL', colour, 'issued', number, name, search, 1, 1, 1, 1 FROM r)
         INSERT INTO notice_version (notice_id, n, state, form, report, at) SELECT id, 1, 'issued', form, '{}', 1 FROM r`,
        [JSON.stringify(rows)],
      );
    }
    await client.query('ANALYZE notice');
    await client.query('ANALYZE notice_version');
  } finally {
    await client.end();
  }
}

function rowOf(number: number) {
  const person = personOf(number, 7);
  const words = (person.names[0]?.text ?? '').split(' ');
  const familyName = words.at(-1) ?? '';
  const forename = words.slice(0, -1).join(' ');
  const colour = COLOURS[number % COLOURS.length] ?? 'red';
  return {
    id: randomUUID(),
    number: `A-${String(number + 1).padStart(6, '0')}/11-2026`,
    colour,
    name: `${familyName}, ${forename}`,
    search: (person.names[0]?.text ?? '').toLowerCase(),
    form: {
      colour,
      subject: {
        familyName,
        forename,
        birthDate: person.births?.[0],
        sex: person.sex === 'female' ? 'F' : 'M',
        documents: [{ kind: 'passport', number: `N${String(number).padStart(8, '0')}`, country: 'NL' }],
      },
    },
  };
}
