import type { Tx } from '../../platform/index.ts';

/** Whoever adds or removes pictures holds it until commit; the table's trigger takes it too. */
const PICTURES = 7_236_001;
/** Questions share it; a contribution has it alone. */
const MEETING = 7_236_003;

/**
 * Contributions take turns: of two that come together the second sees the first, and `icse_media.seq` ascends in the order of
 * commits. Held until commit.
 */
export async function takeTurn(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [PICTURES], 'icse.turn');
}

/**
 * A question comes in. Any number of them are answered at once; a contribution that is about to commit is waited for, and is
 * then visible to the next statement. Before the question's own reading of what is held.
 */
export async function meetAsQuestion(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock_shared($1)', [MEETING], 'icse.meet-shared');
}

/**
 * A contribution comes to reading the questions asked before it: those under way are waited for, later ones wait until it has
 * committed. After `takeTurn`, and before it writes to any row that an answer to a question writes to as well (a series, its
 * parties and contacts): otherwise the two would wait for each other.
 */
export async function meetAsContribution(tx: Tx): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [MEETING], 'icse.meet-alone');
}
