import { type Route, route } from '../platform/index.ts';
import * as c from './contract.ts';
import type { Deps } from './deps.ts';
import { paged } from './pages.ts';
import { listWithdrawals, withdrawalView } from './withdrawal/store-withdrawal.ts';
import { secondWithdrawal, withdrawMedia } from './withdrawal/withdraw-media.ts';

/** Taking contributed pictures back from Lyon. */
export function withdrawalRoutes(deps: Deps): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/media/:id/withdraw',
      action: 'media.withdraw',
      summary: 'Take a contributed picture back from Lyon; where others depend on it, once a second person agrees',
      params: c.idParams,
      body: c.withdrawMedia,
      response: c.withdrawalView,
      successStatus: 202,
      handle: ({ tx, params, body }) => withdrawMedia(deps, tx, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/withdrawals',
      action: 'withdrawal.read',
      summary: 'What this bureau took back, or proposes to, newest first',
      query: c.withdrawalFilter,
      response: c.withdrawalPage,
      async handle({ tx, query }) {
        return paged(
          query,
          (page) => listWithdrawals(tx, page),
          (row) => row.at,
          withdrawalView,
        );
      },
    }),
    ...(['confirm', 'decline'] as const).map((answer) =>
      route({
        method: 'POST',
        path: `/api/withdrawals/:id/${answer}`,
        action: 'withdrawal.second',
        summary:
          answer === 'confirm' ? 'Agree, as a second person, that a picture is taken back' : 'Do not agree to it',
        params: c.idParams,
        body: c.secondWithdrawal,
        response: c.withdrawalView,
        handle: ({ tx, params, body }) =>
          secondWithdrawal(deps, tx, { ...params, ...body, agrees: answer === 'confirm' }),
      }),
    ),
  ];
}
