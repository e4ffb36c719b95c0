import { Text } from '@mantine/core';
import type { Leg, Moment, TravelDetail } from '../../../../src/travel/contract.ts';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { type MapCountry, WorldMap } from '../../components/WorldMap.tsx';
import { useText } from '../../i18n/use-text.ts';

/** The way on a map, with the same legs as a list beside it. */
export function Itinerary({ item, legs }: { readonly item: TravelDetail; readonly legs: readonly Leg[] }) {
  const text = useText();
  if (legs.length === 0) return null;
  const known = new Map(item.recipients.map((one) => [one.bureau, one.state]));
  const countries = new Map<string, MapCountry>();
  const add = (code: string, role: 'home' | 'destination' | 'transit'): void => {
    if (countries.has(code)) return;
    const state = known.get(code);
    const tone = role === 'home' ? 'home' : toneOf(state);
    const label = [
      text.country(code),
      role !== 'home' && text.word(role, 'travel.role'),
      state && text.word(state, 'travel-recipient.state'),
    ];
    countries.set(code, { code, tone, label: label.filter(Boolean).join(': ') });
  };
  add(item.owner, 'home');
  for (const code of item.destinations) add(code, 'destination');
  for (const code of item.transits) add(code, 'transit');
  for (const leg of legs) for (const { country } of [leg.from, leg.to]) add(country, 'transit');
  const place = (at: Leg['to']) => (
    <>
      {at.place && <bdi>{at.place}, </bdi>}
      {text.country(at.country)}
    </>
  );
  return (
    <Section title={text.t('trip.itinerary')}>
      <WorldMap
        caption={text.t('trip.itinerary')}
        countries={[...countries.values()]}
        arcs={legs.map((leg) => ({ from: leg.from.country, to: leg.to.country }))}
        table={
          <RowTable
            caption={text.t('trip.itinerary')}
            rows={legs.map((leg, n) => ({ leg, n }))}
            keyOf={({ n }) => String(n)}
            columns={[
              {
                label: text.t('trip.from'),
                lead: true,
                cell: ({ leg }) => (
                  <div>
                    {place(leg.from)} <Local moment={leg.departs} />
                  </div>
                ),
              },
              {
                label: text.t('trip.to'),
                cell: ({ leg }) => (
                  <div>
                    {place(leg.to)} {leg.arrives && <Local moment={leg.arrives} />}
                  </div>
                ),
              },
              {
                label: text.t('trip.means'),
                cell: ({ leg }) => (
                  <>
                    {leg.means && text.word(leg.means, 'travel.means')}{' '}
                    <bdi>{[leg.carrier, leg.number].filter(Boolean).join(' ')}</bdi>
                  </>
                ),
              },
            ]}
          />
        }
      />
    </Section>
  );
}

function toneOf(state: string | undefined): MapCountry['tone'] {
  if (state === undefined) return 'neutral';
  if (state === 'delivered' || state === 'told-otherwise') return 'good';
  return state === 'queued' ? 'waiting' : 'bad';
}

/** As the clocks show it there. */
function Local({ moment }: { readonly moment: Moment }) {
  return (
    <Text size="xs" c="dimmed" component="div">
      <span className="ltr">
        {moment.local.replace('T', ' ')} {moment.zone}
      </span>
    </Text>
  );
}
