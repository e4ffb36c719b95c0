import type { ConservationSource, Tx } from '../platform/index.ts';

async function screenings(tx: Tx) {
  const rows = await tx.query<{ id: string; state: string }>('SELECT id, state FROM screening WHERE was_open');
  return {
    open: rows.filter((row) => row.state === 'open').map((row) => row.id),
    finished: rows.filter((row) => row.state !== 'open').map((row) => row.id),
    refused: [],
  };
}

async function matches(tx: Tx) {
  const rows = await tx.query<{ id: string; action: string | null }>(
    "SELECT id, action FROM screening_candidate WHERE state = 'same'",
  );
  return {
    open: rows.filter((row) => row.action === null).map((row) => row.id),
    finished: rows.filter((row) => row.action !== null).map((row) => row.id),
    refused: [],
  };
}

/** Screenings in which somebody had to decide, and persons who were found. */
export const conservation: readonly ConservationSource[] = [
  { item: 'screening', states: screenings, owed: true },
  { item: 'screening-match', states: matches, owed: true },
];
