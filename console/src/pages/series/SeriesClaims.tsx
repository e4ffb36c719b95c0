import { Group, Stack, Text } from '@mantine/core';
import type { SeriesView } from '../../../../src/identification/contract.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Two bureaus that want the same see each other here, the one that came too late too. */
export function SeriesClaims({ series }: { readonly series: SeriesView }) {
  const text = useText();
  if (series.claims.length === 0) return null;
  const labels = new Map([...series.victimList, ...series.offenderList].map(({ id, label }) => [id, label]));
  return (
    <Section title={text.t('series.claims')}>
      <Stack gap={6}>
        {series.claims.map((claim) => (
          <Group key={claim.id} gap="xs">
            <BureauTag code={claim.bureau} />
            <Text size="sm">
              {text.word(claim.wanted, 'claim.wanted', 'offender.state', 'series.state')} ·{' '}
              <span className="ltr">{(claim.of && labels.get(claim.of)) ?? text.t('series.claims.whole')}</span>
            </Text>
            <Text size="sm" c={claim.code ? 'orange' : 'teal'} fw={600}>
              {claim.code
                ? text.phrase(claim.code, { by: series.by, since: series.since })
                : text.t('series.claims.accepted')}
            </Text>
            <Text size="sm" c="dimmed">
              <When at={claim.at} />
            </Text>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
