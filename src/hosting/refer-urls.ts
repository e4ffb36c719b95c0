import { refuse, type Tx } from '../platform/index.ts';
import type { BureauCode } from '../protocol/index.ts';
import type { ReferUrls } from './contract.ts';
import { authorityOf, HOUR, type HostingDeps, referralRef, urlRef } from './deps.ts';
import { lockUrls, readChecks, type StoredCheck, type StoredUrl } from './store.ts';

/** One message's evidence at most, characters: what is signed and encrypted has to fit an envelope. */
const MESSAGE = 500_000;

const PURPOSE =
  'Hosting of material reported to police: removal and preservation at the source; the content is not enclosed';

/**
 * Refers confirmed addresses: those in this country to its authority, which alone decides what happens and when the provider may
 * know; those abroad to that bureau, with the signed evidence. One referral a country, or several where the evidence is long.
 * @returns the referrals' ids
 * @throws AppError `refused`: `hosting.not-confirmed`, `hosting.no-country`, `hosting.referred-already`, `hosting.no-such-bureau`
 */
export async function referUrls(deps: HostingDeps, tx: Tx, input: ReferUrls): Promise<string[]> {
  const rows = await lockUrls(tx, input.urls);
  const open = await openReferrals(tx, rows);
  rows.forEach((row, at) => {
    const pointer = `/body/urls/${at}`;
    if (row.state !== 'confirmed') throw refuse('hosting.not-confirmed', {}, pointer);
    if (row.confirmed_country === null) throw refuse('hosting.no-country', {}, pointer);
    if (row.referral_id !== null && open.has(row.referral_id)) throw refuse('hosting.referred-already', {}, pointer);
  });
  const checks = await readChecks(
    tx,
    rows.flatMap((row) => row.check_id ?? []),
  );
  const made: string[] = [];
  for (const [country, ofCountry] of Map.groupBy(rows, (row) => row.confirmed_country ?? '')) {
    const items = ofCountry.flatMap((row) => {
      const check = checks.get(row.check_id ?? '');
      return check ? [{ row, check }] : [];
    });
    for (const part of inParts(items)) made.push(await refer(deps, tx, { country, items: part, input }));
  }
  return made;
}

interface Item {
  readonly row: StoredUrl;
  readonly check: StoredCheck;
}

function inParts(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  let size = 0;
  for (const item of items) {
    const own = item.check.jws.length + item.row.url.length;
    const last = parts.at(-1);
    if (last && size + own <= MESSAGE) {
      last.push(item);
      size += own;
    } else {
      parts.push([item]);
      size = own;
    }
  }
  return parts;
}

async function refer(
  deps: HostingDeps,
  tx: Tx,
  { country, items, input }: { country: string; items: readonly Item[]; input: ReferUrls },
): Promise<string> {
  const id = deps.runtime.newId();
  const home = country === deps.runtime.bureau;
  const party = home ? authorityOf(deps.settings, deps.runtime.bureau).code : country;
  if (!home && !(await deps.directory.bureau(tx, country as BureauCode)))
    throw refuse('hosting.no-such-bureau', { country });
  let messageId: string | null = null;
  if (!home) {
    const sent = await deps.federation.send(tx, {
      to: [country as BureauCode],
      kind: 'hosting.referral',
      body: {
        v: 1,
        referral: id,
        note: input.note,
        items: items.map(({ row, check }) => ({ url: row.url, jws: check.jws })),
      },
      urgency: input.urgency,
      handling: { purpose: PURPOSE, onward: 'with-consent' },
      entity: referralRef(id),
    });
    messageId = sent.id;
  }
  await tx.query(
    `INSERT INTO hosting_referral (id, direction, kind, party, country, state, urgency, message_id, delivery, note, created_at)
     VALUES ($1, 'out', $2, $3, $4, 'sent', $5, $6, $7, $8, $9)`,
    [
      id,
      home ? 'authority' : 'bureau',
      party,
      country,
      input.urgency,
      messageId,
      home ? null : 'queued',
      input.note,
      tx.now,
    ],
  );
  await tx.query(
    `INSERT INTO hosting_referral_url (referral_id, n, url, url_id, jws, evidence)
     SELECT $1, u.n, u.url, u.url_id, u.jws, u.evidence::jsonb
     FROM unnest($2::int[], $3::text[], $4::uuid[], $5::text[], $6::text[]) AS u(n, url, url_id, jws, evidence)`,
    [
      id,
      items.map((_, n) => n + 1),
      items.map(({ row }) => row.url),
      items.map(({ row }) => row.id),
      items.map(({ check }) => check.jws),
      items.map(({ check }) => JSON.stringify(check.evidence)),
    ],
  );
  await tx.query('UPDATE hosting_url SET referral_id = $2, version = version + 1 WHERE id = ANY($1::uuid[])', [
    items.map(({ row }) => row.id),
    id,
  ]);
  deps.audit.record(tx, {
    act: 'hosting.referred',
    entity: referralRef(id),
    about: items.slice(0, 50).map(({ row }) => urlRef(row.id)),
    body: { to: party, country, urls: items.length },
  });
  await deps.work.open(tx, {
    ref: referralRef(id),
    task: home ? 'hosting.await-authority' : 'hosting.await-bureau',
    owner: { role: 'analyst' },
    dueAt: tx.now + deps.settings.answerWithinHours[input.urgency] * HOUR,
    urgency: input.urgency,
    params: { to: home ? authorityOf(deps.settings, deps.runtime.bureau).name : country, urls: items.length },
  });
  return id;
}

async function openReferrals(tx: Tx, rows: readonly StoredUrl[]): Promise<ReadonlySet<string>> {
  const found = await tx.query<{ id: string }>(
    "SELECT id FROM hosting_referral WHERE id = ANY($1::uuid[]) AND state NOT IN ('closed', 'refused')",
    [rows.flatMap((row) => row.referral_id ?? [])],
  );
  return new Set(found.map((row) => row.id));
}
