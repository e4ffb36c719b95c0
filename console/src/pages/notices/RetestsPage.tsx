import { Alert, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { RetestDetail, RetestList, RetestRun } from '../../../../src/notices/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { RetestResults } from './RetestResults.tsx';

/** Notices in force, tested again: after the rules have changed, or a court has ruled. */
export function RetestsPage() {
  const text = useText();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const [running, setRunning] = useState(false);
  const query = useGet<RetestList>('/api/notice-retests', undefined, running ? { everyMs: 1_000 } : {});
  const start = useSend<RetestDetail>((run) => {
    setRunning(true);
    setParams({ run: run.id }, { replace: true });
  });
  const isRunning = query.data?.runs.some((run) => run.state === 'running') ?? false;
  if (running && query.data && !isRunning) setRunning(false);
  const chosen = params.get('run') ?? query.data?.runs[0]?.id ?? null;
  return (
    <>
      <PageHeader
        title={text.t('retests.title')}
        back={{ to: '/notices', label: text.t('notices.title') }}
        actions={
          me.is('supervisor', 'reviewer') && (
            <Button
              leftSection={<IconRefresh size={16} aria-hidden />}
              loading={start.isPending || isRunning}
              onClick={() => start.mutate({ path: '/api/notice-retests' })}
            >
              {text.t('retests.start')}
            </Button>
          )
        }
      />
      <ProblemAlert error={start.error} />
      <Loaded query={query}>
        {(list) => (
          <>
            <Alert color={list.outdated > 0 ? 'orange' : 'teal'} mb="md" role="status">
              {text.t(list.outdated > 0 ? 'retests.outdated' : 'retests.fresh', {
                rules: list.rules,
                inForce: list.inForce,
                outdated: list.outdated,
              })}
            </Alert>
            {list.runs.length === 0 ? (
              <EmptyState title={text.t('retests.none')} />
            ) : (
              <>
                <Section title={text.t('retests.runs')}>
                  <Stack gap={4}>
                    {list.runs.map((run) => (
                      <Run
                        key={run.id}
                        run={run}
                        isChosen={run.id === chosen}
                        onChoose={() => setParams({ run: run.id })}
                      />
                    ))}
                  </Stack>
                </Section>
                {chosen && <RetestResults id={chosen} running={isRunning} />}
              </>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Run({ run, isChosen, onChoose }: { readonly run: RetestRun; readonly isChosen: boolean; onChoose(): void }) {
  const text = useText();
  return (
    <Group gap="sm" wrap="wrap">
      <Button size="compact-sm" variant={isChosen ? 'light' : 'subtle'} aria-pressed={isChosen} onClick={onChoose}>
        <When at={run.startedAt} />
      </Button>
      <StateBadge state={run.state} scope="notice.retest.state" size="sm" />
      <Text size="sm">
        {text.word(run.cause, 'notice.retest.cause')} · <span className="mono">{run.rules}</span> ·{' '}
        {text.t('retests.counts', { tested: run.tested, failing: run.failing })}
      </Text>
      {run.state === 'running' && (
        <Progress
          value={run.total === 0 ? 100 : (100 * run.tested) / run.total}
          w={160}
          aria-label={text.word('running', 'notice.retest.state')}
        />
      )}
    </Group>
  );
}
