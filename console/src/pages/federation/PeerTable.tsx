import { Stack, Text } from '@mantine/core';
import type { FederationStatus } from '../../../../src/federation/contract.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

type Peer = FederationStatus['peers'][number];

/** What goes to and comes from each bureau, in numbers. */
export function PeerTable({ peers }: { readonly peers: readonly Peer[] }) {
  const text = useText();
  const counts = ['queued', 'failing', 'delivered', 'refused', 'received'] as const;
  return (
    <RowTable
      caption={text.t('federation.peers')}
      rows={peers}
      keyOf={(peer) => peer.code}
      columns={[
        { label: text.t('common.bureau'), lead: true, cell: (peer) => <BureauTag code={peer.code} /> },
        ...counts.map((name) => ({
          label: text.t(`peer.count.${name}`),
          cell: (peer: Peer) => (
            <Text
              span
              size="sm"
              c={name === 'failing' && peer.failing > 0 ? 'red' : undefined}
              fw={peer[name] > 0 ? 600 : 400}
            >
              {text.number(peer[name])}
            </Text>
          ),
        })),
        {
          label: text.t('federation.last'),
          cell: (peer) => {
            const at = Math.max(peer.lastDeliveredAt ?? 0, peer.lastReceivedAt ?? 0);
            return at === 0 ? null : <When at={at} />;
          },
        },
        {
          label: text.t('federation.trouble'),
          cell: (peer) =>
            peer.lastError && (
              <Stack gap={0}>
                <Text size="sm" c={peer.failing > 0 ? 'red' : undefined}>
                  {text.phrase(peer.lastError, { peer: peer.code })}
                </Text>
                {peer.retryAt !== null && (
                  <Text size="xs" c="dimmed">
                    {text.t('federation.retry', { at: text.dateTime(peer.retryAt) })}
                  </Text>
                )}
              </Stack>
            ),
        },
      ]}
    />
  );
}
