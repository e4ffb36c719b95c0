import type * as z from 'zod';
import {
  countryParams,
  followInput,
  followRequest,
  followView,
  publishedSheet,
  sheetBody,
} from '../directory/contract.ts';
import { invalid, type MessageHandler, messageHandler, type Route, refuse, route, type Tx } from '../platform/index.ts';
import type { JsonObject } from '../protocol/index.ts';
import type { CorrespondenceDeps } from './deps.ts';

type Published = z.infer<typeof publishedSheet>;
type Follow = z.infer<typeof followRequest>;

/**
 * Requirements travel from the bureau whose country they are of to the bureaus that asked for them: one message an edition.
 * What follows is decided by each follower (`directory.requirements.take`).
 */
export function exchangeRequirements(deps: CorrespondenceDeps): { routes: Route[]; messages: MessageHandler[] } {
  const { directory, federation } = deps;
  directory.requirements.onPublished(async (tx, { edition, sheet }) => {
    const followers = await tx.query<{ bureau: string }>(
      "SELECT bureau FROM country_sheet_follow WHERE side = 'follower' ORDER BY bureau",
    );
    if (followers.length > 0)
      await publish(
        deps,
        tx,
        followers.map((f) => f.bureau),
        { v: 1, edition, sheet },
      );
  });
  return {
    routes: [
      route({
        method: 'PUT',
        path: '/api/requirements/:country/follow',
        action: 'requirements.follow',
        summary: 'Follow what a country’s own bureau publishes of its requirements, or no more',
        params: countryParams,
        body: followInput,
        response: followView,
        async handle({ tx, params, body }) {
          const { country } = params;
          if (country === tx.scope.bureau) throw invalid('/params/country', 'bureau.own', { bureau: country });
          if (!(await directory.bureau(tx, country)))
            throw invalid('/params/country', 'bureau.unknown', { bureau: country });
          await setFollow(tx, country, 'follows', body.follow);
          await federation.send(tx, {
            to: [country],
            kind: 'requirements.follow',
            body: { v: 1, follow: body.follow },
            urgency: 'routine',
            entity: { kind: 'country', id: country },
          });
          deps.audit.record(tx, {
            act: body.follow ? 'requirements.follow-asked' : 'requirements.follow-ended',
            entity: { kind: 'country', id: country },
            body: { country },
          });
          return { country, follows: body.follow };
        },
      }),
    ],
    messages: [
      messageHandler<Follow>({
        kind: 'requirements.follow',
        schema: followRequest,
        async handle(tx, { from, body }) {
          // Locked first: a change made at the same moment either sees this follower or is seen here.
          // The Secretariat is no country and has no sheet of its own.
          const own = tx.scope.bureau === 'IPSG' ? null : await directory.requirements.lockedSheet(tx, tx.scope.bureau);
          await setFollow(tx, from, 'follower', body.follow);
          deps.audit.record(tx, {
            act: body.follow ? 'requirements.follower-added' : 'requirements.follower-gone',
            entity: { kind: 'country', id: tx.scope.bureau },
            body: { bureau: from },
          });
          if (!body.follow || !own) return;
          // What merely shipped with the software is no word of the country's.
          if (own.origin !== 'edited') return;
          const sheet = sheetBody.parse({ profile: own.profile, items: own.items });
          await publish(deps, tx, [from], { v: 1, edition: own.version, sheet });
        },
      }),
      messageHandler<Published>({
        kind: 'requirements.published',
        schema: publishedSheet,
        async handle(tx, { from, body }) {
          const [followed] = await tx.query(
            "SELECT 1 FROM country_sheet_follow WHERE bureau = $1 AND side = 'follows'",
            [from],
          );
          if (!followed) throw refuse('requirements.not-followed');
          await directory.requirements.take(tx, from, body);
        },
      }),
    ],
  };
}

async function publish(deps: CorrespondenceDeps, tx: Tx, to: readonly string[], body: Published): Promise<void> {
  await deps.federation.send(tx, {
    to,
    kind: 'requirements.published',
    body: JSON.parse(JSON.stringify(body)) as JsonObject,
    urgency: 'routine',
    entity: { kind: 'country', id: tx.scope.bureau },
  });
}

async function setFollow(tx: Tx, bureau: string, side: 'follows' | 'follower', on: boolean): Promise<void> {
  await tx.query(
    on
      ? 'INSERT INTO country_sheet_follow (bureau, side, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'
      : 'DELETE FROM country_sheet_follow WHERE bureau = $1 AND side = $2 AND $3::bigint > 0',
    [bureau, side, tx.now],
  );
}
