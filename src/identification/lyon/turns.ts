import type { Tx } from '../../platform/index.ts';

/** Whoever adds or removes pictures holds it until commit; the table's trigger takes it too. */
const PICTURES = 7_236_001;
/**
 * Questions share it, from before they are remembered (`icse_ask` in the database) until commit: any number of them are answered
 * at once. A contribution has it alone.
 */
const MEETING = 7_236_003;

/**
 * Contributions take turns: of two that come together the second sees the first, and `icse_media.seq` ascends in the order of
 * commits. Held until commit.
 */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [PICTURES], 'icse.turn');
}

/**
 * A contribution comes to reading the questions asked before it: those under way are waited for, later ones wait until it has
 * committed and then see it. After `takeTurn`, and before it writes to any row that an answer to a question writes to as well (a series, its
 * parties and contacts): otherwise the two would wait for each other.
 */
export async function meetAsContribution(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [MEETING], 'icse.meet-alone');
}
