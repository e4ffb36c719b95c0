import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { PairView } from '../../../../../src/cases/contract.ts';
import { useGet, useSend } from '../../../api/hooks.ts';
import { useMe } from '../../../api/session.ts';
import { Loaded } from '../../../components/Loaded.tsx';
import { ReasonDialog } from '../../../components/ReasonDialog.tsx';
import { Section } from '../../../components/Section.tsx';
import { StateBadge } from '../../../components/StateBadge.tsx';
import { useText } from '../../../i18n/use-text.ts';
import type { CaseProps } from '../case-props.ts';
import { useSubjectName } from '../people/CaseRelations.tsx';

type Result = 'linked' | 'merged' | 'different';
const WORDS = { linked: 'pair.link', merged: 'pair.merge', different: 'pair.different' } as const;

/** Persons of other cases who may be the same, with the reasons, for somebody to decide. */
export function Pairs({ file }: CaseProps) {
  const text = useText();
  const me = useMe();
  const query = useGet<{ items: readonly PairView[] }>(`/api/cases/${file.id}/pairs`);
  const [deciding, setDeciding] = useState<{ pair: PairView; result: Result } | null>(null);
  const send = useSend(() => setDeciding(null));
  const nameOf = useSubjectName();
  const decides = me.is('analyst', 'supervisor', 'watch-officer');
  if (query.data && query.data.items.length === 0) return null;
  return (
    <Section title={text.t('pair.title')}>
      <Loaded query={query}>
        {({ items }) => (
          <Stack gap="sm">
            {items.map((pair) => (
              <Paper key={pair.id} withBorder p="sm">
                <Group justify="space-between" gap="xs">
                  <Text size="sm">
                    <bdi>{nameOf(file.subjects.find(({ id }) => id === pair.here))}</bdi> ↔{' '}
                    <Anchor component={Link} to={`/cases/${pair.there.caseId}?tab=people`} size="sm">
                      <span className="ltr">{pair.there.number}</span> <bdi>{pair.there.title}</bdi>
                    </Anchor>{' '}
                    · <b>{Math.round(pair.score * 100)} %</b>
                  </Text>
                  <StateBadge state={pair.state} scope="pair.state" />
                </Group>
                <Text size="sm" c="dimmed">
                  {pair.reasons.map(({ code, params }) => text.phrase(`reason.${code}`, params)).join(' · ')}
                </Text>
                {pair.note && (
                  <Text size="sm" className="prose" dir="auto">
                    {pair.note}
                  </Text>
                )}
                {pair.state === 'open' && decides && (
                  <Group gap="xs" mt="xs">
                    {(['linked', 'merged', 'different'] as const).map((result) => (
                      <Button
                        key={result}
                        size="xs"
                        variant={result === 'linked' ? 'light' : 'default'}
                        onClick={() => setDeciding({ pair, result })}
                      >
                        {text.t(WORDS[result])}
                      </Button>
                    ))}
                  </Group>
                )}
              </Paper>
            ))}
          </Stack>
        )}
      </Loaded>
      {deciding && (
        <ReasonDialog
          opened
          title={text.t(WORDS[deciding.result])}
          warning={deciding.result === 'merged' ? text.t('case.merge.hint') : undefined}
          reasonLabel={text.t('pair.why')}
          confirm={text.t(WORDS[deciding.result])}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            setDeciding(null);
            send.reset();
          }}
          onConfirm={(note) =>
            send.mutate({
              path: `/api/pairs/${deciding.pair.id}/settle`,
              // This case is taken into the other, which is the one the link in the row leads to.
              body: {
                result: deciding.result,
                note,
                ...(deciding.result === 'merged' ? { into: deciding.pair.there.caseId } : {}),
              },
            })
          }
        />
      )}
    </Section>
  );
}
