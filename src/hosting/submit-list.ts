import { createHash } from 'node:crypto';
import { invalid, notFound, type Tx } from '../platform/index.ts';
import type { ListRow } from './contract.ts';
import { CHECK_JOB, HOUR, type HostingDeps, listRef } from './deps.ts';
import { type GivenUrl, readLines } from './read-lines.ts';

export interface NewList {
  readonly title: string;
  readonly source: ListRow['source'];
  readonly urgency: ListRow['urgency'];
  readonly text: string;
  readonly caseId?: string | undefined;
  /** What it came from, such as `tip:<uuid>`. */
  readonly origin?: string;
}

/**
 * Takes in a list of addresses: what is none is kept with the reason, what is known already is the same row. Looking them up is
 * a job; until every address has a person's word the list is owed.
 * @throws AppError `invalid` when no line is an address
 */
export async function submitList(deps: HostingDeps, tx: Tx, input: NewList): Promise<{ id: string }> {
  const { urls, refused, repeated } = readLines(input.text);
  if (urls.length === 0) {
    const [first] = refused;
    throw invalid('/body/text', first?.code ?? 'hosting.no-urls', first ? { line: first.line } : {});
  }
  const caseRef = input.caseId === undefined ? null : input.caseId;
  if (caseRef !== null && !(await deps.cases.case(tx, caseRef))) throw notFound('case');
  const id = deps.runtime.newId();
  const [{ n } = { n: 0 }] = await tx.query<{ n: number }>("SELECT nextval('hosting_number_seq') AS n");
  const year = new Date(tx.now).getUTCFullYear();
  const number = `${deps.runtime.bureau}-H-${year}-${String(n).padStart(6, '0')}`;
  await tx.query(
    `INSERT INTO hosting_list (id, number, title, source, urgency, case_id, origin, state, created_by, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 'checking', $8, $9)`,
    [id, number, input.title, input.source, input.urgency, caseRef, input.origin ?? null, tx.scope.actor.id, tx.now],
  );
  await keepUrls(deps, tx, id, urls);
  if (refused.length > 0) {
    await tx.query(
      `INSERT INTO hosting_refused_line (list_id, line, given, code)
       SELECT $1, u.line, u.given, u.code FROM unnest($2::int[], $3::text[], $4::text[]) AS u(line, given, code)`,
      [id, refused.map((row) => row.line), refused.map((row) => row.given), refused.map((row) => row.code)],
    );
  }
  const about = deps.cases.timelineRefs(caseRef);
  deps.audit.record(tx, {
    act: 'hosting.list-submitted',
    entity: listRef(id),
    about,
    body: { number, source: input.source, urls: urls.length, refused: refused.length, repeated },
  });
  await deps.work.open(tx, {
    ref: listRef(id),
    task: 'hosting.confirm',
    owner: { role: 'analyst' },
    dueAt: tx.now + deps.settings.confirmWithinHours[input.urgency] * HOUR,
    urgency: input.urgency,
    params: { number, urls: urls.length },
    about,
  });
  if (caseRef !== null) await deps.cases.link(tx, caseRef, listRef(id), number);
  await deps.jobs.enqueue(tx, { kind: CHECK_JOB, key: id, payload: { listId: id } });
  return { id };
}

async function keepUrls(deps: HostingDeps, tx: Tx, listId: string, urls: readonly GivenUrl[]): Promise<void> {
  const keys = urls.map(({ url }) => createHash('sha256').update(url).digest());
  // In one order, so that two lists that come together wait for each other in turn.
  const order = urls.map((_, at) => at).sort((a, b) => Buffer.compare(keys[a] as Buffer, keys[b] as Buffer));
  const of = <T>(pick: (at: number) => T): T[] => order.map(pick);
  await tx.query(
    `INSERT INTO hosting_url (id, key, url, host, is_address, state, created_at)
     SELECT u.id, u.key, u.url, u.host, u.is_address, 'waiting', $6
     FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::text[], $5::boolean[]) AS u(id, key, url, host, is_address)
     ON CONFLICT (key) DO NOTHING`,
    [
      of(() => deps.runtime.newId()),
      of((at) => keys[at]),
      of((at) => urls[at]?.url),
      of((at) => urls[at]?.host),
      of((at) => urls[at]?.isAddress),
      tx.now,
    ],
  );
  await tx.query(
    `INSERT INTO hosting_list_url (list_id, line, url_id, given)
     SELECT $1, u.line, h.id, u.given
     FROM unnest($2::bytea[], $3::int[], $4::text[]) AS u(key, line, given) JOIN hosting_url h ON h.key = u.key`,
    [listId, keys, urls.map((one) => one.line), urls.map((one) => one.given)],
  );
  // What is known but past its date is looked at again; a person's word stands until then.
  await tx.query(
    `UPDATE hosting_url SET state = 'waiting', version = version + 1
     WHERE state = 'checked' AND recheck_at < $2 AND id IN (SELECT url_id FROM hosting_list_url WHERE list_id = $1)`,
    [listId, tx.now],
  );
}
