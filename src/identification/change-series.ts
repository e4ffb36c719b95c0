import type { ZodType } from 'zod';
import { notFound, type Tx } from '../platform/index.ts';
import { type AskHandler, askLyon } from './ask-lyon.ts';
import type { ReportOutcome, SeriesSummary } from './contract.ts';
import type { Deps } from './deps.ts';
import { readKnownSeries } from './read-series.ts';
import { takeSeriesWord } from './take-series-word.ts';
import * as wire from './wire.ts';

/** Claims the lead, gives it back, reports the child identified or protected. Lyon decides; the answer follows. */
export async function changeSeries(
  deps: Deps,
  tx: Tx,
  input: { id: string; version: number; to: wire.StateChange['to'] },
): Promise<{ askId: string }> {
  await requireKnown(deps, tx, input.id);
  const id = deps.runtime.newId();
  const payload = { id, series: input.id, version: input.version, to: input.to };
  const about = { kind: 'series', id: input.id };
  return {
    askId: await askLyon(deps, tx, { id, kind: 'series-state', payload, about, seriesId: input.id, urgency: 'urgent' }),
  };
}

/** Reports an arrest, an identification, a rescue connected with the series: a kind, a country, a date and a number. */
export async function reportOutcome(
  deps: Deps,
  tx: Tx,
  input: ReportOutcome & { id: string },
): Promise<{ askId: string }> {
  await requireKnown(deps, tx, input.id);
  const { id: series, ...outcome } = input;
  const id = deps.runtime.newId();
  const about = { kind: 'series', id: series };
  return {
    askId: await askLyon(deps, tx, {
      id,
      kind: 'outcome',
      payload: { id, series, ...outcome },
      about,
      seriesId: series,
    }),
  };
}

async function requireKnown(deps: Deps, tx: Tx, id: string): Promise<void> {
  if (!(await readKnownSeries(deps, tx, [id])).has(id)) throw notFound('series');
}

export function stateKind(deps: Deps): AskHandler {
  return {
    perform: (ask) => deps.lyon.ask('icse/series-state', ask.payload as wire.StateChange, wire.stateAnswer),
    async settle(tx, _ask, answer) {
      const { code, series } = answer as { code: string | null; series: SeriesSummary };
      await takeSeriesWord(deps, tx, { series });
      return { code, body: { label: series.label, state: series.state, by: series.by ?? '' } };
    },
  };
}

/** A question whose answer is how the series stands after it. */
export function seriesWordKind(deps: Deps, path: string): AskHandler {
  const schema: ZodType<{ series: SeriesSummary }> = wire.seriesAnswer;
  return {
    perform: (ask) => deps.lyon.ask(path, ask.payload as never, schema),
    async settle(tx, _ask, answer) {
      const { series } = answer as { series: SeriesSummary };
      await takeSeriesWord(deps, tx, { series });
      return { code: null, body: { label: series.label } };
    },
  };
}
