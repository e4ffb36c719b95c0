import { Badge, Group, Stack, Text } from '@mantine/core';
import type { z } from 'zod';
import {
  type distributionView,
  HOLDER_STATES,
  type HolderState,
  type NoticeDetail,
} from '../../../../src/notices/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { type MapTone, WorldMap } from '../../components/WorldMap.tsx';
import { useText } from '../../i18n/use-text.ts';

type View = z.infer<typeof distributionView>;
type Holder = View['holders'][number];

const TONES: Readonly<Record<HolderState, MapTone>> = {
  'purge-missing': 'bad',
  refused: 'bad',
  missing: 'waiting',
  hit: 'good',
  acting: 'good',
  read: 'good',
  delivered: 'good',
  purged: 'good',
  withheld: 'neutral',
  'not-connected': 'neutral',
};

/** Which bureaus hold the notice and how far each has gone with it, on a map and as the same list. */
export function Distribution({ notice }: { readonly notice: NoticeDetail }) {
  const text = useText();
  const query = useGet<View>(`/api/notices/${notice.id}/distribution`);
  return (
    <Section title={text.t('notice.distribution')}>
      <Loaded query={query}>
        {(view) => {
          const reached = view.holders
            .filter((holder) => holder.state !== 'not-connected')
            .sort((a, b) => order(a.state) - order(b.state) || a.bureau.localeCompare(b.bureau));
          const others = view.holders.length - reached.length;
          const countries = reached
            .filter((holder) => /^[A-Z]{2}$/.test(holder.bureau))
            .map((holder) => ({
              code: holder.bureau,
              tone: holder.bureau === notice.owner ? ('home' as const) : TONES[holder.state],
              label: text.word(holder.state, 'notice.holder'),
            }));
          return (
            <Stack gap="sm">
              <Group gap={6}>
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
                <WorldMap
                  caption={text.t('notice.distribution')}
                  countries={countries}
                  table={<Holders holders={reached} />}
                />
              )}
              {others > 0 && (
                <Text size="xs" c="dimmed">
                  {text.t('notice.holders.others', { n: others })}
                </Text>
              )}
            </Stack>
          );
        }}
      </Loaded>
    </Section>
  );
}

function Holders({ holders }: { readonly holders: readonly Holder[] }) {
  const text = useText();
  return (
    <div style={{ maxHeight: 420, overflowY: 'auto' }}>
      <RowTable
        caption={text.t('notice.distribution')}
        rows={holders}
        keyOf={(holder) => holder.bureau}
        columns={[
          { label: text.t('common.bureau'), lead: true, cell: (holder) => <BureauTag code={holder.bureau} /> },
          { label: text.t('common.state'), cell: (holder) => <HolderCell holder={holder} /> },
        ]}
      />
    </div>
  );
}

function HolderCell({ holder }: { readonly holder: Holder }) {
  const text = useText();
  const at = sinceOf(holder);
  return (
    <Stack gap={2} align="flex-start">
      <StateBadge state={holder.state} scope="notice.holder" size="sm" />
      {at !== null && (
        <Text size="xs" c="dimmed">
          <When at={at} />
        </Text>
      )}
      {holder.state === 'purge-missing' && holder.reminders > 0 && holder.remindedAt !== null && (
        <Text size="xs" c="dimmed">
          {text.t('notice.holders.reminders', { n: holder.reminders })} <When at={holder.remindedAt} />
        </Text>
      )}
      {holder.refusal && <Text size="xs">{text.phrase(holder.refusal)}</Text>}
    </Stack>
  );
}

function sinceOf(holder: Holder): number | null {
  const times: Partial<Record<HolderState, number | null>> = {
    purged: holder.purgedAt,
    hit: holder.hitAt,
    acting: holder.actingAt,
    read: holder.readAt,
    delivered: holder.deliveredAt,
  };
  return times[holder.state] ?? null;
}

/** What needs somebody comes first. */
const order = (state: HolderState): number => HOLDER_STATES.indexOf(state);
