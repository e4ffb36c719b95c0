import { Badge, Text } from '@mantine/core';
import type { ListedMatch } from '../../../../src/identification/contract.ts';
import { type Column, RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { distanceWords } from './distance-words.ts';

interface Props {
  readonly listed: readonly ListedMatch[];
  readonly nameOf: (item: number) => string;
}

/** What hash lists at Lyon know of the items. Nobody contributed these: there is no series, and nobody to talk to but Lyon. */
export function ListedMatches({ listed, nameOf }: Props) {
  const text = useText();
  if (listed.length === 0) return null;
  const columns: readonly Column<ListedMatch>[] = [
    { label: text.t('lookup.listed.item'), lead: true, cell: ({ item }) => <bdi>{nameOf(item)}</bdi> },
    {
      label: text.t('lookup.listed.near'),
      cell: (match) => (
        <>
          <Badge color={match.kind === 'exact' ? 'red' : 'orange'} variant="light" tt="none">
            {text.phrase(`match.${match.kind}`, { distance: match.distance })}
          </Badge>
          <Text size="xs">{text.t(distanceWords(match))}</Text>
        </>
      ),
    },
    {
      label: text.t('lookup.listed.list'),
      cell: ({ list }) => (
        <>
          <bdi>{list.name}</bdi>
          {list.source !== '' && (
            <Text size="xs" c="dimmed">
              <bdi>{list.source}</bdi>
            </Text>
          )}
        </>
      ),
    },
    {
      label: text.t('lookup.listed.says'),
      cell: ({ classification, series }) => {
        const says = [
          classification && `${classification.scheme} ${classification.code}: ${classification.label}`,
          series,
        ].filter((word) => word !== null);
        return says.length > 0 ? <bdi>{says.join(' · ')}</bdi> : text.t('lookup.listed.nothing');
      },
    },
    { label: text.t('lookup.listed.at'), cell: ({ at }) => <When at={at} /> },
  ];
  return (
    <Section title={text.t('lookup.listed')}>
      <Text size="sm" mb="sm">
        {text.t('lookup.listed.hint')}
      </Text>
      <RowTable
        caption={text.t('lookup.listed')}
        columns={columns}
        rows={listed}
        keyOf={({ item, entry }) => `${item} ${entry}`}
      />
    </Section>
  );
}
