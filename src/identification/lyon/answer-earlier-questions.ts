import type { Orientation } from '../../imagehash/index.ts';
import type { Tx } from '../../platform/index.ts';
import type { BureauCode } from '../../protocol/index.ts';
import type { VideoFrameHashes } from '../contract.ts';
import type { Deps } from '../deps.ts';
import { type FramedMatch, findFramedQuestions, isFramed } from '../video/find-frames.ts';
import type { FoundMatch } from '../wire.ts';
import type { HashIndexes } from './hash-indexes.ts';
import type { Comparable, NearMatch } from './near-index.ts';
import { questionsByPhotoDna } from './photodna.ts';
import { LATE_JOB } from './tell-late.ts';

interface Question {
  readonly seq: number;
  readonly lookup_id: string;
  readonly item: number;
  readonly bureau: string;
  readonly sha256: string | null;
  readonly md5: string | null;
}

interface Picture extends Comparable {
  /** Of a video. */
  readonly frames?: readonly VideoFrameHashes[] | undefined;
  readonly sha256: string;
  readonly md5: string;
  readonly photodna?: string | undefined;
}

const QUESTIONS = `
SELECT i.seq, i.lookup_id, i.item, l.bureau, i.sha256, i.md5
FROM (SELECT seq FROM icse_lookup_item WHERE sha256 = $1
      UNION SELECT seq FROM icse_lookup_item WHERE md5 = $2
      UNION SELECT unnest($3::bigint[])) AS f
JOIN icse_lookup_item i USING (seq) JOIN icse_lookup l ON l.id = i.lookup_id
WHERE l.bureau <> $4 ORDER BY i.seq`;

/**
 * Lyon remembers what was asked: a picture that comes later, contributed or from a list, is compared with all questions ever
 * asked. What it answers is written down with it, however much that is; a job tells the askers after the commit.
 * After `takeTurn` and `meetAsContribution`, in the transaction that adds the picture.
 * @returns how many questions it answers
 */
export async function answerEarlierQuestions(
  deps: Deps & { indexes: HashIndexes },
  tx: Tx,
  given: { from: BureauCode; picture: Picture; mediaId: string },
): Promise<number> {
  const { from, picture, mediaId } = given;
  await deps.indexes.questions.follow(tx, true);
  const [found = []] = await deps.indexes.questions.near.findNear([isFramed(picture) ? {} : picture]);
  const { frames, questions: asked } = deps.indexes;
  const framed = await findFramedQuestions(tx, { frames, asked: asked.near }, picture);
  const near = new Map(found.map((match) => [match.seq, match]));
  const named = await questionsByPhotoDna(tx, picture.photodna);
  const questions = await tx.query<Question>(
    QUESTIONS,
    [picture.sha256, picture.md5, [...new Set([...near.keys(), ...framed.keys(), ...named])], from],
    'icse.earlier-questions',
  );
  if (questions.length === 0) return 0;
  const late = questions.map((question) => ({
    question,
    ...nearness(question, picture, near.get(question.seq), framed.get(question.seq)),
  }));
  await tx.query(
    `INSERT INTO icse_late (media_id, question, kind, distance, orientation, bureau, lookup_id, item, frame, contributor, at)
     SELECT $1, u.question, u.kind, u.distance, u.orientation, u.bureau, u.lookup_id, u.item, u.frame, $2, $3
     FROM unnest($4::bigint[], $5::text[], $6::smallint[], $7::text[], $8::text[], $9::uuid[], $10::int[],
       $11::jsonb[]) AS u(question, kind, distance, orientation, bureau, lookup_id, item, frame)
     ON CONFLICT DO NOTHING`,
    [
      mediaId,
      from,
      tx.now,
      late.map((one) => one.question.seq),
      late.map((one) => one.kind),
      late.map((one) => one.distance),
      late.map((one) => one.orientation),
      late.map((one) => one.question.bureau),
      late.map((one) => one.question.lookup_id),
      late.map((one) => one.question.item),
      late.map((one) => (one.frame ? JSON.stringify(one.frame) : null)),
    ],
    'icse.late',
  );
  await deps.jobs.enqueue(tx, { kind: LATE_JOB, key: mediaId, payload: { media: mediaId } });
  return late.length;
}

const INVERSE: Partial<Record<Orientation, Orientation>> = { rotate90: 'rotate270', rotate270: 'rotate90' };

function nearness(
  question: Question,
  picture: Picture,
  near: NearMatch | undefined,
  framed: FramedMatch | undefined,
): Pick<FoundMatch, 'kind' | 'distance' | 'orientation' | 'frame'> {
  const isSame = question.sha256 === picture.sha256 || question.md5 === picture.md5;
  const nearest = framed ?? near;
  if (isSame || !nearest) return { kind: 'exact', distance: null, orientation: null, frame: null };
  // Found by turning the new picture; told as how the asker's own picture is turned.
  const orientation = INVERSE[nearest.orientation] ?? nearest.orientation;
  const { distance } = nearest;
  if (framed) return { kind: 'frame', distance, orientation, frame: framed.frame };
  return { kind: orientation === 'original' ? 'near' : 'turned', distance, orientation, frame: null };
}
