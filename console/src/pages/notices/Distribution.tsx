import { Badge, Group, Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import type { distributionView, NoticeDetail } from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

type View = z.infer<typeof distributionView>;

/** Which bureaus hold the notice, and what each has confirmed. */
export function Distribution({ notice }: { readonly notice: NoticeDetail }) {
  const text = useText();
  const query = useGet<View>(`/api/notices/${notice.id}/distribution`);
  return (
    <Section title={text.t('notice.distribution')}>
      <Loaded query={query}>
        {(view) => (
          <>
            <Group gap={6} mb="sm">
              {Object.entries(view.counts)
                .filter(([, n]) => n > 0)
                .map(([state, n]) => (
                  <Badge key={state} variant="default" tt="none">
                    {text.word(state, 'notice.holder')}: {text.number(n)}
                  </Badge>
                ))}
            </Group>
            {view.holders.length === 0 ? (
              <Text size="sm" c="dimmed">
                {text.t('notice.distribution.none')}
              </Text>
            ) : (
              <div style={{ maxHeight: 420, overflowY: 'auto' }}>
                <RowTable
                  caption={text.t('notice.distribution')}
                  rows={[...view.holders].sort(
                    (a, b) => order(a.state) - order(b.state) || a.bureau.localeCompare(b.bureau),
                  )}
                  keyOf={(holder) => holder.bureau}
                  columns={[
                    {
                      label: text.t('common.bureau'),
                      lead: true,
                      cell: (holder) => <BureauTag code={holder.bureau} />,
                    },
                    {
                      label: text.t('common.state'),
                      cell: (holder) => {
                        const at = holder.purgedAt ?? holder.deliveredAt;
                        return (
                          <Stack gap={2} align="flex-start">
                            <StateBadge state={holder.state} scope="notice.holder" size="sm" />
                            {at !== null && (
                              <Text size="xs" c="dimmed">
                                <When at={at} />
                              </Text>
                            )}
                          </Stack>
                        );
                      },
                    },
                  ]}
                />
              </div>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

/** Who is reached by the network comes before who is not. */
function order(state: View['holders'][number]['state']): number {
  return ['purge-missing', 'missing', 'delivered', 'purged', 'withheld', 'not-connected'].indexOf(state);
}
