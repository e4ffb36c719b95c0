import { Stack, Text } from '@mantine/core';
import type { PlaceEvidence, RoutingView } from '../../../../../src/tips/contract.ts';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { RowTable } from '../../../components/RowTable.tsx';
import { Section } from '../../../components/Section.tsx';
import { When } from '../../../components/When.tsx';
import { type MapCountry, WorldMap } from '../../../components/WorldMap.tsx';
import { useText } from '../../../i18n/use-text.ts';
import { placeName, sourceName } from './names.ts';

/** Each place that the report gives, what it was read by and of which day, and all of them on a map. */
export function Evidence({ view }: { readonly view: RoutingView }) {
  const text = useText();
  const rows = view.evidence.map((place, at) => ({ place, at }));
  if (rows.length === 0)
    return (
      <Section title={text.t('routing.evidence')}>
        <EmptyState title={text.t('routing.evidence.none')} />
      </Section>
    );
  const countries = onMap(view.evidence, (place) => text.phrase(`tip.side.${place.side}`));
  return (
    <Section title={text.t('routing.evidence')}>
      <RowTable
        caption={text.t('routing.evidence')}
        rows={rows}
        keyOf={({ at }) => String(at)}
        columns={[
          {
            label: text.t('routing.place'),
            lead: true,
            cell: ({ place }) => (
              <Stack gap={2}>
                <Text size="sm" fw={600}>
                  {placeName(place, text)}
                </Text>
                <Text size="xs" c="dimmed">
                  {text.phrase(`tip.precision.${place.precision}`)}
                </Text>
                {place.marks.map((mark) => (
                  <Text size="xs" c="orange" key={mark}>
                    {text.phrase(`tip.place-mark.${mark}`)}
                  </Text>
                ))}
              </Stack>
            ),
          },
          {
            label: text.t('routing.given'),
            cell: ({ place }) => (
              <Stack gap={2}>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  <bdi>{place.value}</bdi>
                </Text>
                <Text size="xs" c="dimmed">
                  {text.phrase(`tip.weight.${place.weight}`)}
                </Text>
                {place.at !== null && (
                  <Text size="xs" c="dimmed">
                    <When at={place.at} />
                  </Text>
                )}
              </Stack>
            ),
          },
          { label: text.t('routing.whose'), cell: ({ place }) => text.phrase(`tip.side.${place.side}`) },
          {
            label: text.t('routing.source'),
            cell: ({ place }) => (
              <Text size="xs">
                <bdi>{sourceName(place.source, text)}</bdi>
                {place.snapshot !== '' && (
                  <Text span inherit c="dimmed">
                    {' · '}
                    {text.t('routing.snapshot', { day: text.partialDate(place.snapshot) })}
                  </Text>
                )}
              </Text>
            ),
          },
        ]}
      />
      {countries.length > 0 && <WorldMap caption={text.t('routing.map')} countries={countries} />}
    </Section>
  );
}

/** Where the suspect is stands out from where the child is. */
function onMap(places: readonly PlaceEvidence[], label: (place: PlaceEvidence) => string): MapCountry[] {
  const found = new Map<string, { tone: MapCountry['tone']; labels: Set<string> }>();
  for (const place of places) {
    if (place.country === null) continue;
    const tone = place.side === 'victim' ? 'waiting' : 'bad';
    const known = found.get(place.country);
    if (known) {
      known.labels.add(label(place));
      if (tone === 'bad') known.tone = tone;
    } else found.set(place.country, { tone, labels: new Set([label(place)]) });
  }
  return [...found].map(([code, { tone, labels }]) => ({ code, tone, label: [...labels].join(' · ') }));
}
