import { Text } from '@mantine/core';
import type { ModelPlace, TipModel } from '../../../../src/tips/contract.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { type MapCountry, WorldMap } from '../../components/WorldMap.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ownerOf } from './owners.ts';

/** Where the report points to, as it says itself: on a map by country, and each place beside it. */
export function Places({ model }: { readonly model: TipModel }) {
  const text = useText();
  const { places } = model;
  if (places.length === 0)
    return (
      <Section title={text.t('tip.places')}>
        <EmptyState title={text.t('tip.places.none')} />
      </Section>
    );
  const table = (
    <RowTable
      caption={text.t('tip.places')}
      rows={places.map((place, at) => ({ place, at }))}
      keyOf={({ at }) => String(at)}
      columns={[
        {
          label: text.t('tip.place.what'),
          lead: true,
          cell: ({ place }) => (
            <>
              <Text size="sm">
                <bdi>{wordsOf(place, text.country) || text.t('tip.place.unknown-country')}</bdi>
              </Text>
              <Text size="xs" c="dimmed">
                {text.t(`tip.place.${place.kind}`)}
                {place.type && ` · ${place.type}`}
                {place.verified === 'yes' && ` · ${text.t('tip.verified')}`}
              </Text>
            </>
          ),
        },
        { label: text.t('tip.place.whose'), cell: ({ place }) => <bdi>{ownerOf(place.of, model, text)}</bdi> },
      ]}
    />
  );
  const countries = countriesOf(places, (place) => ownerOf(place.of, model, text));
  return (
    <Section title={text.t('tip.places')}>
      {countries.length > 0 ? <WorldMap caption={text.t('tip.places')} countries={countries} table={table} /> : table}
    </Section>
  );
}

/** An address or a verified place is surer than an estimate. */
function countriesOf(places: readonly ModelPlace[], label: (place: ModelPlace) => string): MapCountry[] {
  const found = new Map<string, MapCountry>();
  for (const place of places) {
    const code = place.countryCode;
    if (code === null) continue;
    const isSure = place.kind === 'address' || place.verified === 'yes';
    if (!found.has(code) || isSure) found.set(code, { code, tone: isSure ? 'bad' : 'waiting', label: label(place) });
  }
  return [...found.values()];
}

function wordsOf(place: ModelPlace, country: (code: string) => string): string {
  const point = place.latitude !== null && place.longitude !== null ? `${place.latitude}, ${place.longitude}` : null;
  const nation = place.countryCode ? country(place.countryCode) : place.country;
  return [place.line, place.postalCode, place.city, place.region, nation, point].filter((one) => one).join(', ');
}
