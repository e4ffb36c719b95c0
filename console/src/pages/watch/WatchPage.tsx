import { Alert, Button, Group, List, SimpleGrid, Text } from '@mantine/core';
import { IconAlertTriangle, IconEye } from '@tabler/icons-react';
import type { WatchView } from '../../../../src/desk/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Handovers } from './Handovers.tsx';
import { Roster } from './Roster.tsx';
import { WatchLog } from './WatchLog.tsx';

/** Who is on watch, what was logged, and how the watch passes from one to the next. */
export function WatchPage() {
  const text = useText();
  const me = useMe();
  const query = useGet<WatchView>('/api/watch');
  const send = useSend();
  const stands = me.is('watch-officer', 'supervisor', 'analyst');
  return (
    <>
      <PageHeader title={text.t('watch.title')} hint={text.t('watch.hint')} />
      <Loaded query={query}>
        {(watch) => {
          const on = watch.onDuty.some((duty) => duty.person === me.mark);
          return (
            <>
              <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md" verticalSpacing={0}>
                <Section
                  title={text.t('watch.now')}
                  actions={
                    stands && (
                      <Button
                        size="xs"
                        variant={on ? 'default' : 'filled'}
                        loading={send.isPending}
                        onClick={() => send.mutate({ path: on ? '/api/watch/duty/end' : '/api/watch/duty' })}
                      >
                        {text.t(on ? 'watch.end' : 'watch.begin')}
                      </Button>
                    )
                  }
                >
                  {watch.onDuty.length === 0 ? (
                    <Alert color="red" icon={<IconAlertTriangle />}>
                      {text.t('watch.nobody')}
                    </Alert>
                  ) : (
                    <List listStyleType="none" spacing={4}>
                      {watch.onDuty.map((duty) => (
                        <List.Item key={duty.person}>
                          <Group gap={6} wrap="nowrap">
                            <IconEye size={17} aria-hidden />
                            <Text fw={600}>
                              <bdi>{duty.name}</bdi>
                            </Text>
                            <Text size="sm" c="dimmed">
                              <When at={duty.since} />
                            </Text>
                          </Group>
                        </List.Item>
                      ))}
                    </List>
                  )}
                  <ProblemAlert error={send.error} />
                </Section>
                <Handovers watch={watch} mayWrite={on} />
              </SimpleGrid>
              <WatchLog mayWrite={stands} />
              <Roster people={watch.people} mayPlan={me.is('supervisor')} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}
