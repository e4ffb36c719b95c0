import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import type { z } from 'zod';
import type { hashSourceList } from '../../../../src/identification/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AddSourceDialog } from './AddSourceDialog.tsx';

const WHILE_PULLING_MS = 3_000;

/** Lists pulled from others: up to when each is complete, and what holds it up. */
export function Sources() {
  const text = useText();
  const me = useMe();
  const [adding, dialog] = useDisclosure(false);
  const query = useGet<z.infer<typeof hashSourceList>>('/api/hash-sources', undefined, { everyMs: WHILE_PULLING_MS });
  const send = useSend();
  const changes = me.is('administrator');
  const reads = me.is('analyst', 'supervisor', 'watch-officer', 'vid-specialist', 'curator', 'auditor');
  const pulls = me.is('administrator', 'analyst', 'supervisor', 'curator');
  return (
    <Section
      title={text.t('sharing.sources')}
      actions={
        changes && (
          <Button size="xs" variant="light" onClick={dialog.open}>
            {text.t('sharing.source.add')}
          </Button>
        )
      }
    >
      <ProblemAlert error={send.error} />
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={text.t('sharing.sources.none')} />
          ) : (
            <RowTable
              caption={text.t('sharing.sources')}
              rows={items}
              keyOf={(source) => source.id}
              columns={[
                {
                  label: text.t('sharing.source.name'),
                  lead: true,
                  cell: (source) => (
                    <div>
                      <Text size="sm" fw={600}>
                        <bdi>{source.name}</bdi>
                      </Text>
                      <Text size="xs" c="dimmed" className="ltr">
                        {source.baseUrl}
                      </Text>
                    </div>
                  ),
                },
                {
                  label: text.t('common.state'),
                  cell: ({ state, pull }) => (
                    <div>
                      <StateBadge state={state === 'paused' ? 'paused' : pull.state} scope="sharing.pull" size="sm" />
                      {pull.code && <Text size="xs">{text.phrase(pull.code)}</Text>}
                    </div>
                  ),
                },
                { label: text.t('sharing.source.complete'), cell: (source) => <When at={source.completeTo} /> },
                {
                  label: text.t('sharing.source.held'),
                  cell: ({ counts }) =>
                    text.t('sharing.source.counts', {
                      images: text.number(counts.images),
                      videos: text.number(counts.videos),
                    }),
                },
                {
                  label: text.t('sharing.source.next'),
                  cell: ({ pull }) => pull.nextAt !== null && <When at={pull.nextAt} />,
                },
                {
                  label: text.t('sharing.source.pull'),
                  cell: (source) => (
                    <Group gap={6} className="cell">
                      {reads && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          component={Link}
                          to={`/hash-sharing/sources/${source.id}`}
                        >
                          {text.t('sharing.entries.open')}
                        </Button>
                      )}
                      {pulls && source.state === 'active' && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() => send.mutate({ path: `/api/hash-sources/${source.id}/pull` })}
                        >
                          {text.t('sharing.source.pull')}
                        </Button>
                      )}
                      {changes && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          onClick={() =>
                            send.mutate({
                              path: `/api/hash-sources/${source.id}`,
                              method: 'PATCH',
                              body: {
                                version: source.version,
                                state: source.state === 'active' ? 'paused' : 'active',
                              },
                            })
                          }
                        >
                          {text.t(source.state === 'active' ? 'sharing.source.pause' : 'sharing.source.resume')}
                        </Button>
                      )}
                    </Group>
                  ),
                },
              ]}
            />
          )
        }
      </Loaded>
      {adding && <AddSourceDialog onClose={dialog.close} />}
    </Section>
  );
}
