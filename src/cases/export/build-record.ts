import type { Tx } from '../../platform/index.ts';
import { wireId } from '../../protocol/index.ts';
import { type ExportCase, type Particulars, stripDomestic } from '../contract.ts';
import type { CasesDeps } from '../deps.ts';
import type { Resolve } from '../graph/resolve.ts';
import { familyOf } from '../merge/survivor.ts';
import { readTimeline } from '../read-timeline.ts';
import { caseRef } from '../refs.ts';
import { caseView } from '../view-case.ts';
import type { CaseRecord } from './record.ts';

/** Acts whose words are this room's own; what other rooms hold has terms of its own. */
const OWN = /^(?:case|subject|request)\./;
const MOST_ENTRIES = 5_000;

export interface FullRecord {
  readonly record: CaseRecord;
  /** Numbers that mean something in this country alone, by person: taken out of every copy. */
  readonly domestic: number;
  /** Whom acts of the timeline are about, by place in it. */
  readonly actsAbout: readonly (string | null)[];
}

/** All that a copy of the case may hold, as this scope sees it, before anything is taken out. @throws AppError `not-found` */
export async function buildRecord(
  deps: CasesDeps,
  tx: Tx,
  resolve: Resolve,
  id: string,
  input: ExportCase,
): Promise<FullRecord> {
  const file = await caseView(deps, tx, id, resolve);
  const family = (await familyOf(tx, id)).map(caseRef);
  const entries: Awaited<ReturnType<typeof readTimeline>>['entries'] = [];
  for (let after: number | undefined; entries.length < MOST_ENTRIES; ) {
    const page = await readTimeline(deps, tx, family, { after, limit: 500, views: 'no' });
    entries.push(...page.entries.filter((entry) => OWN.test(entry.act)));
    if (page.next === null) break;
    after = page.next;
  }
  const persons = file.subjects.map((subject) => ({ subject, stripped: stripDomestic(subject.particulars) }));
  return {
    domestic: persons.filter(({ stripped }) => stripped.stripped.length > 0).length,
    actsAbout: entries.map(({ entity }) => (entity?.kind === 'subject' ? entity.id : null)),
    record: {
      v: 1,
      bureau: tx.scope.bureau,
      case: wireId(tx.scope.bureau, 'case', id),
      number: file.number,
      madeAt: tx.now,
      purpose: input.purpose,
      to: [...input.to],
      redacted: input.redact !== undefined,
      removed: [],
      title: file.title,
      offence: file.offence,
      wanted: file.wanted,
      countries: file.countries,
      urgency: file.urgency,
      state: file.state,
      openedAt: file.openedAt,
      closedAt: file.closedAt,
      lead: file.lead,
      summary: file.summary,
      legalBasis: file.legalBasis,
      aim: file.purpose,
      persons: persons.map(({ subject, stripped }) => ({
        id: subject.id,
        role: subject.role,
        sealed: subject.identityHeld,
        particulars: stripped.value,
      })),
      relations: file.relations.map(({ subject, kind, other, outside, note }) => ({
        person: subject,
        kind,
        other,
        outside,
        note,
      })),
      notes: file.notes.map(({ at, author, text }) => ({ at, author, text })),
      tasks: [
        ...file.tasks.map(({ what, agency, agencyName, dueAt, state, note }) => ({
          what,
          who: agencyName ?? agency,
          dueAt,
          state,
          note,
        })),
        ...file.duties.map(({ what, owner, ownerName, dueAt, state, note }) => ({
          what,
          who: ownerName ?? owner,
          dueAt,
          state,
          note,
        })),
      ],
      bureaus: file.asks.map(({ to, at, state, explanation, answer }) => ({ to, at, state, explanation, answer })),
      links: file.links
        .filter((link) => link.label !== '')
        .map(({ ref, label, now }) => ({ kind: ref.kind, number: now?.number ?? null, label })),
      outcomes: file.outcomes.map(({ outcome, country, date, number, note, from }) => ({
        outcome,
        country,
        date,
        number,
        note,
        from,
      })),
      timeline: entries.map(({ seq, time, act, actor, actorName, params }) => ({
        seq,
        time,
        act,
        actor: actorName ?? actor,
        params,
      })),
    },
  };
}

/** Every way a person is written: whole names, their words, and numbers of papers. */
export function writtenAs(
  particulars: Pick<Particulars, 'names' | 'documents'>,
  of: { names: boolean; documents: boolean },
): string[] {
  const names = particulars.names.flatMap(({ family, given, full }) =>
    [full, family, given, [given, family].filter(Boolean).join(' ')].filter(
      (text) => text !== undefined && text !== '',
    ),
  );
  return [
    ...(of.names ? names.filter((text) => text !== undefined) : []),
    ...(of.documents ? particulars.documents.map(({ number }) => number) : []),
  ];
}
