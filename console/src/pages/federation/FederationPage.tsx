import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { FederationStatus } from '../../../../src/federation/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { PeerTable } from './PeerTable.tsx';
import { ResumeFeed } from './ResumeFeed.tsx';

/** How the connections to the other bureaus and the feed stand. */
export function FederationPage() {
  const text = useText();
  const query = useGet<FederationStatus>('/api/federation/status');
  return (
    <>
      <PageHeader title={text.t('federation.title')} hint={text.t('federation.hint')} />
      <Loaded query={query}>
        {({ feed, queue, peers, alarms }) => {
          const well = !feed.stale && feed.halted === null;
          return (
            <>
              <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" verticalSpacing={0}>
                <Section title={text.t('federation.feed')}>
                  <Alert color={well ? 'teal' : 'red'} icon={well ? <IconCheck /> : <IconAlertTriangle />} mb="sm">
                    {feed.halted !== null
                      ? `${text.t('federation.feed.halted')}: ${text.phrase(feed.halted)}`
                      : text.t(feed.stale ? 'federation.feed.stale' : 'federation.feed.ok')}
                  </Alert>
                  {feed.halted !== null && <ResumeFeed />}
                  <Facts
                    facts={[
                      [text.t('federation.feed.size'), `${text.number(feed.size)} / ${text.number(feed.head)}`],
                      [text.t('federation.feed.lag'), text.number(feed.lag)],
                      feed.checkpointAt !== null && [
                        text.t('federation.feed.checkpoint'),
                        <When key="c" at={feed.checkpointAt} />,
                      ],
                    ]}
                  />
                </Section>
                <Section title={text.t('federation.queue')}>
                  <Text fz={26} fw={700}>
                    {text.number(queue.depth)}
                  </Text>
                  {queue.oldestAt !== null && (
                    <Text size="sm" c="dimmed">
                      {text.t('federation.queue.oldest')}: <When at={queue.oldestAt} />
                    </Text>
                  )}
                </Section>
              </SimpleGrid>
              <Section title={text.t('federation.peers')}>
                {peers.length === 0 ? (
                  <EmptyState title={text.t('federation.peers.none')} />
                ) : (
                  <PeerTable peers={peers} />
                )}
              </Section>
              <Section title={text.t('federation.alarms')}>
                {alarms.length === 0 ? (
                  <EmptyState title={text.t('federation.alarms.none')} />
                ) : (
                  <Stack gap="xs">
                    {alarms.map((alarm) => (
                      <Alert
                        key={alarm.id}
                        color="red"
                        icon={<IconAlertTriangle />}
                        title={text.phrase(alarm.code, { ...alarm.params, peer: alarm.peer })}
                      >
                        <When at={alarm.at} /> {alarm.peer && <BureauTag code={alarm.peer} />}
                      </Alert>
                    ))}
                  </Stack>
                )}
              </Section>
            </>
          );
        }}
      </Loaded>
    </>
  );
}
