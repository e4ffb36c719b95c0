import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { RoutingView } from '../../../../../src/tips/contract.ts';
import { useMe } from '../../../api/session.ts';
import { RowTable } from '../../../components/RowTable.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { placeName, receiverName, targetKey } from './names.ts';
import { SendDialog } from './SendDialog.tsx';

const COLOUR = { high: 'teal', medium: 'orange', low: 'gray' } as const;
/** Reasons told of each; all places stand below. */
const TOLD = 4;

/** Whom the report points to, surest first, each with why. */
export function Candidates({ view }: { readonly view: RoutingView }) {
  const text = useText();
  const me = useMe();
  const [sending, setSending] = useState(false);
  const { state } = view.tip;
  const maySend = (state === 'open' || state === 'routed') && me.is('analyst', 'supervisor', 'watch-officer');
  return (
    <>
      <RowTable
        caption={text.t('routing.candidates')}
        rows={view.candidates}
        keyOf={targetKey}
        columns={[
          {
            label: text.t('routing.candidate'),
            lead: true,
            cell: (one) => (
              <Stack gap={2}>
                <Text size="sm" fw={600}>
                  <bdi>{receiverName(one, one.name, text)}</bdi>
                </Text>
                <Text size="xs" c="dimmed">
                  {text.phrase(`tip.target.${one.kind}`)}
                  {one.coverage && ` · ${one.coverage}`}
                </Text>
                {one.basis && (
                  <Text size="xs" c="dimmed">
                    <bdi>{one.basis}</bdi>
                  </Text>
                )}
              </Stack>
            ),
          },
          {
            label: text.t('routing.sure'),
            cell: (one) => (
              <Stack gap={4} align="flex-start">
                <Group gap={6} wrap="nowrap">
                  <Text fw={700} size="sm">
                    {text.number(one.confidence)} %
                  </Text>
                  <Badge color={COLOUR[one.band]} variant="light" size="sm" tt="none">
                    {text.phrase(`tip.confidence.${one.band}`)}
                  </Badge>
                </Group>
                {one.proposed && one.has === null && (
                  <Badge color="harbour" variant="filled" size="sm" tt="none">
                    {text.t('routing.proposed')}
                  </Badge>
                )}
                {one.has !== null && (
                  <Badge color="gray" variant="outline" size="sm" tt="none">
                    {text.phrase(`tip.has.${one.has}`)}
                  </Badge>
                )}
              </Stack>
            ),
          },
          {
            label: text.t('routing.why'),
            cell: (one) => (
              <Stack gap={2}>
                {one.sides.length > 0 && (
                  <Text size="xs">{text.list(one.sides.map((side) => text.phrase(`tip.side.${side}`)))}</Text>
                )}
                {one.reasons.slice(0, TOLD).map(({ evidence, points }) => {
                  const place = view.evidence[evidence];
                  return (
                    place && (
                      <Text size="xs" key={evidence}>
                        <Text span inherit c="dimmed" className="ltr">
                          +{points}
                        </Text>{' '}
                        {text.phrase(`tip.weight.${place.weight}`)}: {placeName(place, text)}
                      </Text>
                    )
                  );
                })}
                {one.notes.map((note) => (
                  <Text size="xs" c="dimmed" key={note}>
                    {text.phrase(`tip.note.${note}`)}
                  </Text>
                ))}
              </Stack>
            ),
          },
        ]}
      />
      {maySend && (
        <Button mt="sm" leftSection={<IconSend size={16} aria-hidden />} onClick={() => setSending(true)}>
          {text.t(state === 'open' ? 'routing.send' : 'routing.reroute')}
        </Button>
      )}
      {sending && <SendDialog view={view} onClose={() => setSending(false)} />}
    </>
  );
}
