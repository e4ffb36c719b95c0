import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Tx } from '../platform/index.ts';
import { agencyView, codesView, names, offenceView, taskForceView } from './contract.ts';
import { seedSheets } from './requirements/seed-sheets.ts';

const folder = join(import.meta.dirname, 'data');

const bureausFile = z.looseObject({
  bureaus: z.array(
    z.strictObject({
      code: z.string(),
      /** As the organization itself writes it. */
      name: z.string(),
      names,
      region: z.string(),
      city: z.string().nullable(),
      cityBasis: z.string(),
    }),
  ),
});
const agenciesFile = z.looseObject({ agencies: z.array(agencyView) });
const taskForcesFile = z.looseObject({ taskForces: z.array(taskForceView) });
const countriesFile = z.looseObject({
  countries: z.array(z.strictObject({ code: z.string(), iso3: z.string().nullable(), names, member: z.boolean() })),
});
const extraditionFile = z.looseObject({
  treaties: z.array(
    z.strictObject({
      country: z.string(),
      signed: z.string().nullable(),
      inForce: z.string().nullable(),
      basis: z.string(),
      note: z.string().optional(),
    }),
  ),
});

async function load<S extends z.ZodType>(file: string, schema: S): Promise<{ data: z.output<S>; sha256: string }> {
  const text = await readFile(join(folder, file), 'utf8');
  return { data: schema.parse(JSON.parse(text)), sha256: createHash('sha256').update(text).digest('hex') };
}

/** The offences in scope, in the order in which forms show them. */
export async function loadOffences() {
  return (await load('offences.json', z.looseObject({ offences: z.array(offenceView) }))).data.offences;
}

/** Codes of the notices' form. */
export async function loadCodes() {
  return (await load('codes.json', codesView)).data;
}

/**
 * Loads the shipped data, each file when this database holds another edition of it. What a bureau owns (keys, address,
 * status) is never touched.
 */
export async function seed(tx: Tx): Promise<void> {
  await edition(tx, 'bureaus.json', bureausFile, ({ bureaus }) =>
    tx.query(
      `INSERT INTO bureau (code, names, region, city, city_basis, updated_at)
       SELECT r.code, r.names, r.region, r.city, r."cityBasis", $2
       FROM jsonb_to_recordset($1::jsonb) AS r(code text, names jsonb, region text, city text, "cityBasis" text)
       ON CONFLICT (code) DO UPDATE SET names = excluded.names, region = excluded.region, city = excluded.city,
         city_basis = excluded.city_basis`,
      [JSON.stringify(bureaus), tx.now],
    ),
  );
  for (const file of ['us-agencies.json', 'child-welfare.json']) {
    await edition(tx, file, agenciesFile, ({ agencies }) =>
      tx.query(
        `INSERT INTO agency (ori, name, level, kind, state, city, call_back, email, basis)
         SELECT r.ori, r.name, r.level, r.kind, r.state, r.city, r."callBack", r.email, r.basis
         FROM jsonb_to_recordset($1::jsonb) AS r(ori text, name text, level text, kind text, state text, city text,
           "callBack" text, email text, basis text)
         ON CONFLICT (ori) DO UPDATE SET name = excluded.name, level = excluded.level, kind = excluded.kind,
           state = excluded.state, city = excluded.city, call_back = excluded.call_back, email = excluded.email,
           basis = excluded.basis`,
        [JSON.stringify(agencies)],
      ),
    );
  }
  await edition(tx, 'task-forces.json', taskForcesFile, ({ taskForces }) =>
    tx.query(
      `INSERT INTO task_force (id, name, states, lead_agency, coverage, basis)
       SELECT r.id, r.name, array(SELECT jsonb_array_elements_text(r.states)), r."leadAgency", r.coverage, r.basis
       FROM jsonb_to_recordset($1::jsonb) AS r(id text, name text, states jsonb, "leadAgency" text, coverage text, basis text)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, states = excluded.states, lead_agency = excluded.lead_agency,
         coverage = excluded.coverage, basis = excluded.basis`,
      [JSON.stringify(taskForces)],
    ),
  );
  await edition(tx, 'countries.json', countriesFile, ({ countries }) =>
    tx.query(
      `INSERT INTO country (code, iso3, names, member)
       SELECT r.code, r.iso3, r.names, r.member
       FROM jsonb_to_recordset($1::jsonb) AS r(code text, iso3 text, names jsonb, member boolean)
       ON CONFLICT (code) DO UPDATE SET iso3 = excluded.iso3, names = excluded.names, member = excluded.member`,
      [JSON.stringify(countries)],
    ),
  );
  await edition(tx, 'extradition.json', extraditionFile, ({ treaties }) =>
    tx.query(
      `UPDATE country SET extradition = jsonb_build_object('signed', r.signed, 'inForce', r."inForce", 'basis', r.basis,
         'note', r.note)
       FROM jsonb_to_recordset($1::jsonb) AS r(country text, signed text, "inForce" text, basis text, note text)
       WHERE country.code = r.country`,
      [JSON.stringify(treaties)],
    ),
  );
  await seedSheets(tx);
}

async function edition<S extends z.ZodType>(
  tx: Tx,
  file: string,
  schema: S,
  insert: (data: z.output<S>) => Promise<unknown>,
): Promise<void> {
  const { data, sha256 } = await load(file, schema);
  const taken = await tx.query(
    `INSERT INTO directory_edition (file, sha256, loaded_at) VALUES ($1, $2, $3)
     ON CONFLICT (file) DO UPDATE SET sha256 = excluded.sha256, loaded_at = excluded.loaded_at
       WHERE directory_edition.sha256 <> excluded.sha256
     RETURNING file`,
    [file, sha256, tx.now],
  );
  if (taken.length > 0) await insert(data);
}
