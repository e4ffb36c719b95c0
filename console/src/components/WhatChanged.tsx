import { Text } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import { Actor } from './Actor.tsx';
import { When } from './When.tsx';

interface Taken {
  readonly person: string;
  readonly decision: string | null;
}
interface Current {
  readonly state?: unknown;
  readonly standing?: unknown;
  readonly changedBy?: unknown;
  readonly changedAt?: unknown;
  readonly takenBy?: unknown;
}

/** After a conflict: how the record stands now, and whose change came first, as far as the bureau says. */
export function WhatChanged({ current }: { readonly current: unknown }) {
  const text = useText();
  if (typeof current !== 'object' || current === null) return null;
  const { state, standing, changedBy, changedAt, takenBy } = current as Current;
  const now = typeof standing === 'string' ? standing : typeof state === 'string' ? state : null;
  const taken = Array.isArray(takenBy) ? (takenBy as Taken[]) : [];
  if (now === null) return null;
  return (
    <>
      <Text size="sm">
        {text.t('problem.conflict.now')}: {text.word(now, 'notice.state', 'review.state')}
        {typeof changedBy === 'string' && (
          <>
            {' · '}
            <Actor id={changedBy} />
          </>
        )}
        {typeof changedAt === 'number' && (
          <>
            {' · '}
            <When at={changedAt} />
          </>
        )}
      </Text>
      {taken.map(({ person, decision }) => (
        <Text size="sm" key={person}>
          <Actor id={person} />: {decision ? text.word(decision, 'review.decision') : text.t('review.undecided')}
        </Text>
      ))}
    </>
  );
}
