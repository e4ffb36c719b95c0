import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { IcseJudgement, Judged, LookupHash, Standing, Verdict } from '../contract.ts';

/** Two pictures that the index holds to be one: what was asked about or contributed, and what is held. */
export interface Pair {
  readonly asked: LookupHash;
  readonly held: { readonly id: string; readonly pdq: string };
}

interface Word {
  readonly n: number;
  readonly bureau: BureauCode;
  readonly verdict: Verdict;
  readonly standing: Standing;
}

// By the pair of perceptual hashes, whichever was asked about, and by file hash with the picture held.
const WORDS = `
SELECT u.n::int AS n, j.bureau, j.verdict, j.standing
FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::uuid[]) WITH ORDINALITY AS u(pdq, sha256, md5, held, media, n)
CROSS JOIN LATERAL (
  SELECT id, bureau, verdict, standing FROM icse_judgement WHERE asked_pdq = u.pdq AND held_pdq = u.held
  UNION SELECT id, bureau, verdict, standing FROM icse_judgement WHERE asked_pdq = u.held AND held_pdq = u.pdq
  UNION SELECT id, bureau, verdict, standing FROM icse_judgement
    WHERE media_id = u.media AND (asked_sha256 = u.sha256 OR asked_md5 = u.md5)
) AS j
WHERE j.standing <> 'undone'`;

/** What was said of each pair, in their order; null where nobody said anything. */
export async function readJudged(tx: Tx, pairs: readonly Pair[]): Promise<(Judged | null)[]> {
  if (pairs.length === 0) return [];
  const words = await tx.query<Word>(
    WORDS,
    [
      pairs.map(({ asked }) => asked.pdq ?? null),
      pairs.map(({ asked }) => asked.sha256 ?? null),
      pairs.map(({ asked }) => asked.md5 ?? null),
      pairs.map(({ held }) => held.pdq),
      pairs.map(({ held }) => held.id),
    ],
    'icse.judged',
  );
  const byPair = Map.groupBy(words, (word) => word.n - 1);
  return pairs.map((_, n) => sumUp(byPair.get(n) ?? []));
}

function sumUp(words: readonly Word[]): Judged | null {
  if (words.length === 0) return null;
  const of = (verdict: Verdict): BureauCode[] =>
    [...new Set(words.filter((word) => word.verdict === verdict).map((word) => word.bureau))].sort();
  const [same, notSame, unsure] = [of('same'), of('not-same'), of('unsure')];
  return {
    same,
    notSame,
    unsure,
    confirmed: words.some((word) => word.verdict === 'not-same' && word.standing === 'confirmed'),
    falseMatch: notSame.length > 0 && same.length === 0,
  };
}

/** At Lyon: what bureaus said, newest first. */
export async function listIcseJudgements(
  tx: Tx,
  filter: { verdict: Verdict; standing?: Standing; before?: { at: number; id: string }; limit: number },
): Promise<IcseJudgement[]> {
  return tx.query<IcseJudgement>(
    `SELECT id, bureau, media_id AS "mediaId", verdict, standing, asked_pdq AS "askedPdq", held_pdq AS "heldPdq", at
     FROM icse_judgement WHERE verdict = $1 AND ($2::text IS NULL OR standing = $2)
       AND ($3::bigint IS NULL OR (at, id) < ($3, $4::uuid)) ORDER BY at DESC, id DESC LIMIT $5`,
    [filter.verdict, filter.standing ?? null, filter.before?.at ?? null, filter.before?.id ?? null, filter.limit],
  );
}
