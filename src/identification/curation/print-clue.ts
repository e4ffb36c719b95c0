import { notFound, refuse, type Scope } from '../../platform/index.ts';
import type { SheetQuery } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { prepareView, readView, showView } from '../grant-view.ts';
import { prepareClueSearch } from '../read-clue.ts';
import { findClue } from '../store-media.ts';
import { renderSheet, type Sheet } from './render-sheet.ts';

/**
 * The printable sheet of a clue, for a clear view of it that was granted with a reason: shown once, on the record here and at
 * Lyon, and that it was made for print.
 */
export async function printClue(
  deps: Deps,
  scope: Scope,
  input: SheetQuery & { id: string },
): Promise<{ html: string; csp: string }> {
  const view = await deps.db.tx(scope, (tx) => readView(tx, input.view));
  if (view.kind !== 'clue' || view.refId !== input.id) throw notFound('view');
  if (view.mode !== 'clear') throw refuse('clue.sheet-needs-clear');
  const facts = await readFacts(deps, scope, input.id);
  const rendition = await prepareView(deps, scope, input.view);
  return deps.db.tx(scope, async (tx) => {
    await showView(deps, tx, input.view, rendition);
    deps.audit.record(tx, {
      act: 'clue.sheet-exported',
      entity: { kind: 'clue', id: input.id },
      body: { lang: input.lang, paper: input.paper },
    });
    const bureau = await deps.directory.bureau(tx, facts.bureau);
    const bureauName = bureau?.names[input.lang] ?? facts.bureau;
    return renderSheet({ ...facts, bureauName, picture: rendition.bytes, printedAt: tx.now }, input);
  });
}

type Facts = Omit<Sheet, 'bureauName' | 'picture' | 'printedAt'>;

/** This bureau's own clue, or as Lyon lists it. */
async function readFacts(deps: Deps, scope: Scope, id: string): Promise<Facts> {
  const own = await deps.db.tx(scope, async (tx) => {
    const row = await findClue(tx, id);
    const [size] = await tx.query<{ width: number; height: number }>(
      'SELECT width, height FROM ident_clue WHERE id = $1',
      [id],
    );
    return row && size && { ...row, ...size };
  });
  if (own) {
    const { kind, words, make, place_hints: placeHints, sha256, width, height } = own;
    return { id, kind, words, make, placeHints, width, height, sha256, bureau: deps.runtime.bureau };
  }
  const [found] = await prepareClueSearch(deps, { id });
  if (!found) throw notFound('clue');
  const { kind, words, make, placeHints, sha256, width, height, bureau } = found;
  return { id, kind, words, make, placeHints, width, height, sha256, bureau };
}
