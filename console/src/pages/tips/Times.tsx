import { Text, Timeline } from '@mantine/core';
import type { ModelTime, TipModel } from '../../../../src/tips/contract.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { TextKey } from '../../locales/index.ts';
import { ownerOf } from './owners.ts';

interface Moment {
  readonly time: ModelTime;
  readonly what: TextKey;
  readonly detail: string | null;
  readonly of: string;
}

/** Everything in the report that has a time, in order; what was given without a zone stands last. */
export function Times({ model }: { readonly model: TipModel }) {
  const text = useText();
  const moments = momentsOf(model, text.t('tip.time.proxy'));
  const sorted = moments.sort(
    (a, b) => (a.time.at ?? Number.POSITIVE_INFINITY) - (b.time.at ?? Number.POSITIVE_INFINITY),
  );
  return (
    <Section title={text.t('tip.times')}>
      {sorted.length === 0 ? (
        <EmptyState title={text.t('tip.times.none')} />
      ) : (
        <Timeline active={-1} bulletSize={12} lineWidth={2} color="harbour">
          {sorted.map((moment, n) => (
            <Timeline.Item
              // biome-ignore lint/suspicious/noArrayIndexKey: a moment of a report is its place in it
              key={n}
              title={
                <Text size="sm">
                  {text.t(moment.what)}
                  {moment.detail && (
                    <>
                      {' · '}
                      <bdi className="mono">{moment.detail}</bdi>
                    </>
                  )}
                </Text>
              }
            >
              <Text size="xs" c="dimmed">
                {moment.time.at === null ? (
                  <>
                    <bdi>{moment.time.text}</bdi> ({text.t('tip.time.no-zone')})
                  </>
                ) : (
                  <When at={moment.time.at} />
                )}
                {moment.of !== 'incident' && (
                  <>
                    {' · '}
                    <bdi>{ownerOf(moment.of, model, text)}</bdi>
                  </>
                )}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Section>
  );
}

function momentsOf(model: TipModel, proxy: string): Moment[] {
  const found: Moment[] = [];
  const add = (time: ModelTime | null, what: TextKey, detail: string | null, of: string): void => {
    if (time) found.push({ time, what, detail, of });
  };
  add(model.incident.time, 'tip.time.incident', model.incident.timeNote, 'incident');
  for (const ip of model.ips) {
    const detail = [ip.address, ip.port, ip.event, ip.proxy === 'yes' && proxy].filter((one) => one).join(' ');
    add(ip.time, 'tip.time.capture', detail, ip.of);
  }
  for (const device of model.devices) add(device.time, 'tip.time.device', `${device.type} ${device.value}`, device.of);
  for (const [at, file] of model.files.entries()) add(file.uploaded, 'tip.time.uploaded', null, `file:${at}`);
  for (const place of model.places) add(place.time, 'tip.time.located', place.city ?? place.country, place.of);
  for (const [at, person] of model.people.entries())
    add(person.account.disabledAt, 'tip.time.disabled', null, `person:${at}`);
  return found;
}
