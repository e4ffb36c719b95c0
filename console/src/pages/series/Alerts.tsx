import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AlertView } from '../../../../src/identification/contract.ts';
import { usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import type { Text as Words } from '../../i18n/text.ts';
import { useText } from '../../i18n/use-text.ts';
import { clockTime } from '../pictures/clock-time.ts';

/** Matches and readings that Lyon told this bureau of, until somebody says what was done. */
export function Alerts({ seriesId }: { readonly seriesId?: string }) {
  const text = useText();
  const me = useMe();
  const list = usePages<AlertView>('/api/series-alerts', { state: 'open', seriesId });
  const [closing, setClosing] = useState<AlertView | null>(null);
  const send = useSend(() => setClosing(null));
  if (!list.items || list.items.length === 0) return null;
  return (
    <Section title={text.t('series.alerts')}>
      <Stack gap="sm">
        {list.items.map((alert) => (
          <Paper key={alert.id} withBorder p="sm">
            <Group justify="space-between" align="flex-start" gap="xs">
              <div>
                <Text size="sm" fw={650}>
                  {text.phrase(`series-alert.kind.${alert.kind}`, {
                    ...alert.detail,
                    bureaus: text.list(alert.bureaus.map(text.bureau)),
                  })}
                </Text>
                <Text size="sm">
                  {alert.series && (
                    <Anchor component={Link} to={`/series/${alert.series.id}`} size="sm">
                      <bdi>{alert.series.label}</bdi>
                    </Anchor>
                  )}
                  {detailWords(text, alert).map((word) => ` · ${word}`)}
                  {alert.match && ` · ${text.phrase(`match.${alert.match.kind}`, { distance: alert.match.distance })}`}
                  {alert.match?.frame &&
                    ` · ${text.t('lookup.match.frame', {
                      at: clockTime(alert.match.frame.at),
                      agreeing: text.number(alert.match.frame.agreeing),
                      of: text.number(alert.match.frame.of),
                    })}`}
                  {alert.reading &&
                    ` · ${[alert.reading.words, alert.reading.make, alert.reading.country && text.country(alert.reading.country)].filter(Boolean).join(' · ')}`}
                  {' · '}
                  <When at={alert.at} />
                </Text>
                {alert.kind === 'curation' && alert.detail?.curationId && (
                  <Anchor component={Link} to={`/bench?item=${alert.detail.curationId}`} size="sm">
                    {text.t('bench.title')}
                  </Anchor>
                )}
                {alert.lookupId && (
                  <Anchor component={Link} to={`/lookups/${alert.lookupId}`} size="sm">
                    {text.t('lookups.title')}
                  </Anchor>
                )}
              </div>
              <Group gap="xs">
                {alert.series && alert.bureaus.length > 0 && (
                  <Button
                    component={Link}
                    to={`/threads/new?${new URLSearchParams({ to: alert.bureaus.join(','), series: alert.series.id, label: alert.series.label })}`}
                    size="xs"
                    variant="light"
                  >
                    {text.t('lookup.contact')}
                  </Button>
                )}
                {!me.is('auditor') && (
                  <Button size="xs" variant="default" onClick={() => setClosing(alert)}>
                    {text.t('alerts.close')}
                  </Button>
                )}
              </Group>
            </Group>
          </Paper>
        ))}
      </Stack>
      <ReasonDialog
        opened={closing !== null}
        title={text.t('alerts.close')}
        reasonLabel={text.t('common.note')}
        confirm={text.t('alerts.closed')}
        pending={send.isPending}
        error={send.error}
        onClose={() => setClosing(null)}
        onConfirm={(note) =>
          send.mutate({ path: `/api/series-alerts/${closing?.id}/close`, body: { version: closing?.version, note } })
        }
      />
    </Section>
  );
}

/** Codes and labels that the alert names, without ids. */
function detailWords(text: Words, { detail }: AlertView): string[] {
  return Object.values(detail ?? {})
    .filter((word) => word !== '' && !/^[0-9a-f]{8}-/.test(word))
    .map((word) => text.word(word, 'bench.vote.code', 'series.state'));
}
