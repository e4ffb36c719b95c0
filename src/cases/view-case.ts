import { refText, type Tx } from '../platform/index.ts';
import type { CaseView, MergedCase } from './contract.ts';
import type { CasesDeps } from './deps.ts';
import { dutiesOf } from './duties/duties.ts';
import { handOversOf } from './duties/hand-over.ts';
import type { Resolve } from './graph/resolve.ts';
import { photosOf, photoView } from './people/photos.ts';
import { relationsOf } from './people/relate-subjects.ts';
import { asksOf, linksOf, notesOf, outcomesOf, subjectsOf, tasksOf, theCase } from './store-cases.ts';
import { findRequest } from './store-requests.ts';
import { actorNames, askView, caseSummary, subjectView } from './views.ts';

/** A case with all that belongs to it, as this scope may see it. @throws AppError `not-found` */
export async function caseView(deps: CasesDeps, tx: Tx, id: string, resolve: Resolve): Promise<CaseView> {
  const row = await theCase(tx, id);
  const request = row.request_id === null ? null : await findRequest(tx, row.request_id);
  const notes = await notesOf(tx, id);
  const mentions = await mentionsOf(tx, id);
  const links = await linksOf(tx, id);
  const duties = await dutiesOf(tx, id);
  const handOvers = await handOversOf(tx, id);
  const name = await actorNames(deps.access, tx, [
    row.lead,
    ...notes.map((note) => note.author),
    ...links.map((link) => link.by_actor),
    ...duties.map((duty) => duty.owner),
    ...handOvers.flatMap((offer) => [offer.from_person, offer.to_person]),
  ]);
  const nameOrNone = (actor: string): string | null => (name(actor) === actor ? null : name(actor));
  const things = await resolve(
    tx,
    links.map((link) => ({ kind: link.ref_kind, id: link.ref_id })),
  );
  return {
    ...caseSummary(tx, row),
    wanted: row.wanted,
    countries: row.countries,
    legalBasis: row.legal_basis,
    purpose: row.purpose,
    summary: row.summary,
    lead: name(row.lead),
    leadId: row.lead,
    restricted: row.compartment !== 'general',
    ...(await mergedOf(tx, id)),
    request: request ? { id: request.id, number: request.number } : null,
    theirRef: row.their_ref,
    subjects: (await subjectsOf(tx, id)).map(subjectView),
    notes: notes.map((note) => ({
      ...note,
      author: name(note.author),
      mentions: mentions.filter((one) => one.note_id === note.id).map(({ person, state }) => ({ person, state })),
    })),
    links: links.map((link) => {
      const ref = { kind: link.ref_kind, id: link.ref_id };
      const thing = things.get(refText(ref));
      return {
        ref,
        // What a thing was called says what it is: only to who may see it.
        label: thing || !resolve.knows(ref.kind) ? link.label : '',
        at: link.at,
        by: name(link.by_actor),
        now: thing ? { number: thing.number, title: thing.title, state: thing.state } : null,
      };
    }),
    outcomes: (await outcomesOf(tx, id)).map((o) => ({
      id: o.id,
      outcome: o.outcome,
      country: o.country,
      date: o.date,
      number: o.number,
      subjectId: o.subject_id,
      note: o.note,
      from: o.from_bureau,
      recordedAt: o.recorded_at,
    })),
    asks: (await asksOf(tx, id)).map(askView),
    tasks: await taskViews(deps, tx, id),
    duties: duties.map((duty) => ({
      id: duty.id,
      owner: duty.owner,
      ownerName: nameOrNone(duty.owner),
      what: duty.what,
      dueAt: duty.due_at,
      state: duty.state,
      version: duty.version,
      note: duty.note,
      at: duty.at,
    })),
    handOvers: handOvers.map((offer) => ({
      id: offer.id,
      from: offer.from_person,
      fromName: nameOrNone(offer.from_person),
      to: offer.to_person,
      toName: nameOrNone(offer.to_person),
      note: offer.note,
      state: offer.state,
      reason: offer.reason,
      at: offer.at,
      settledAt: offer.settled_at,
    })),
    relations: (await relationsOf(tx, id)).map((relation) => ({
      id: relation.id,
      subject: relation.subject_id,
      kind: relation.kind,
      other: relation.other_id,
      outside: relation.other,
      note: relation.note,
      at: relation.at,
    })),
    photos: (await photosOf(tx, id)).map(photoView),
  };
}

async function taskViews(deps: CasesDeps, tx: Tx, id: string): Promise<CaseView['tasks']> {
  const tasks = await tasksOf(tx, id);
  const agencyNames = new Map<string, string>();
  for (const ori of new Set(tasks.map((task) => task.to_agency))) {
    const agency = await deps.directory.agency(tx, ori);
    if (agency) agencyNames.set(ori, agency.name);
  }
  return tasks.map((task) => ({
    id: task.id,
    agency: task.to_agency,
    agencyName: agencyNames.get(task.to_agency) ?? null,
    what: task.what,
    dueAt: task.due_at,
    state: task.state,
    note: task.note,
  }));
}

async function mentionsOf(
  tx: Tx,
  caseId: string,
): Promise<{ note_id: string; person: string; state: 'open' | 'seen' | 'dropped' }[]> {
  return tx.query('SELECT note_id, person, state FROM case_mention WHERE case_id = $1 ORDER BY at, id', [caseId]);
}

/** Where the case went, and what came into it. */
async function mergedOf(tx: Tx, id: string): Promise<{ mergedInto: MergedCase | null; merged: MergedCase[] }> {
  const rows = await tx.query<MergedCase & { into: boolean }>(
    `SELECT c.id, c.number, c.title, m.at, m.reason, m.from_case = $1 AS into
     FROM case_merge m JOIN case_file c ON c.id = CASE WHEN m.from_case = $1 THEN m.into_case ELSE m.from_case END
     WHERE m.undone_at IS NULL AND (m.from_case = $1 OR m.into_case = $1) ORDER BY m.at`,
    [id],
  );
  const view = ({ id, number, title, at, reason }: MergedCase): MergedCase => ({ id, number, title, at, reason });
  const into = rows.find((row) => row.into);
  return { mergedInto: into ? view(into) : null, merged: rows.filter((row) => !row.into).map(view) };
}
