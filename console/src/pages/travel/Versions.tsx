import { Stack, Text } from '@mantine/core';
import type { TravelDetail } from '../../../../src/travel/contract.ts';
import { Actor } from '../../components/Actor.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Version by version, what was and what is. */
export function Versions({ item }: { readonly item: TravelDetail }) {
  const text = useText();
  const changed = item.versions.filter((one) => one.kind !== 'first');
  if (changed.length === 0) return null;
  return (
    <Section title={text.t('trip.versions')}>
      <Stack gap="md">
        {changed.map((one) => (
          <div key={one.n}>
            <Text size="sm" fw={600}>
              {one.n}. {text.word(one.kind, 'travel.version')} · <When at={one.at} /> · <Actor id={one.author} />
            </Text>
            {one.reason && (
              <Text size="sm" mb={4}>
                <bdi>{one.reason}</bdi>
              </Text>
            )}
            {one.changes.length > 0 && (
              <RowTable
                caption={text.t('trip.versions')}
                rows={one.changes}
                keyOf={(change) => `${change.op} ${change.pointer}`}
                columns={[
                  {
                    label: text.t('trip.place'),
                    lead: true,
                    cell: (change) => <span className="mono">{change.pointer}</span>,
                  },
                  { label: text.t('trip.was'), cell: (change) => <bdi>{shown(change.was)}</bdi> },
                  { label: text.t('trip.is'), cell: (change) => <bdi>{shown(change.is)}</bdi> },
                ]}
              />
            )}
          </div>
        ))}
      </Stack>
    </Section>
  );
}

const shown = (value: unknown): string =>
  value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
