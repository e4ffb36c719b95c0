import { conflict, notFound, type Tx } from '../../platform/index.ts';
import { type AskHandler, askLyon } from '../ask-lyon.ts';
import type { RegisterPerson } from '../contract.ts';
import { type Deps, SECRETARIAT } from '../deps.ts';
import { readKnownSeries } from '../read-series.ts';
import { takeSeriesWord } from '../take-series-word.ts';
import * as wire from '../wire-curation.ts';

/** One more victim or offender of a series. Lyon gives it its number. */
export async function registerPerson(
  deps: Deps,
  tx: Tx,
  input: RegisterPerson & { id: string; kind: 'victim' | 'offender' },
): Promise<{ askId: string }> {
  if (!(await readKnownSeries(deps, tx, [input.id])).has(input.id)) throw notFound('series');
  const id = deps.runtime.newId();
  const { sex, ageFrom, ageTo, kind } = input;
  const askId = await askLyon(deps, tx, {
    id,
    kind: 'registration',
    payload: { id, series: input.id, kind, sex, ageFrom, ageTo },
    about: { kind: 'series', id: input.id },
    seriesId: input.id,
  });
  return { askId };
}

/** Claims a victim or an offender, gives it back, reports it identified, and what came of it. Lyon decides. */
export async function changePerson(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number } & (
    | { kind: 'victim'; to: Extract<wire.PersonChange, { kind: 'victim' }>['to'] }
    | { kind: 'offender'; to: Extract<wire.PersonChange, { kind: 'offender' }>['to'] }
  ),
): Promise<{ askId: string }> {
  const person = await findPerson(deps, tx, input.id, input.kind);
  if (!person) throw notFound('series-person');
  if (input.version > person.version) throw conflict('series-person', { version: input.version }, person);
  const id = deps.runtime.newId();
  const { kind, to, version } = input;
  const askId = await askLyon(deps, tx, {
    id,
    kind: 'person-state',
    payload: { id, kind, person: input.id, version, to },
    about: { kind: 'series-person', id: input.id },
    seriesId: person.series_id,
    urgency: 'urgent',
  });
  return { askId };
}

/** A victim or an offender as this bureau knows it. */
export async function findPerson(
  deps: Deps,
  tx: Tx,
  id: string,
  kind: 'victim' | 'offender',
): Promise<{ series_id: string; version: number } | null> {
  const table = deps.runtime.bureau === SECRETARIAT ? 'icse_person' : 'ident_series_person';
  const [row] = await tx.query<{ series_id: string; version: number }>(
    `SELECT series_id, version FROM ${table} WHERE id = $1 AND kind = $2`,
    [id, kind],
  );
  return row ?? null;
}

export function peopleKind(deps: Deps, path: string): AskHandler {
  return {
    perform: (ask) => deps.lyon.ask(path, ask.payload as never, wire.peopleAnswer),
    async settle(tx, _ask, answer) {
      const { code, series, people } = answer as wire.PeopleAnswer;
      await takeSeriesWord(deps, tx, { series, people });
      return { code, body: { label: series.label } };
    },
  };
}
