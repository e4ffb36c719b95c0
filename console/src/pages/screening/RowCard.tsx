import { Group, List, Stack, Text } from '@mantine/core';
import type { RowView, ScreeningView } from '../../../../src/screening/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { CandidateCard } from './CandidateCard.tsx';

interface Props {
  readonly row: RowView;
  readonly screening: ScreeningView;
}

/** One person asked about, what was noticed, and who it may be. */
export function RowCard({ row, screening }: Props) {
  const text = useText();
  const { person } = row;
  const name = person?.full ?? [person?.given, person?.family].filter(Boolean).join(' ');
  const facts = [
    person?.birthDate && text.partialDate(person.birthDate),
    ...(person?.nationalities ?? []).map((code) => text.country(code)),
    ...(person?.documents ?? []).map((document) => [document.number, document.country].filter(Boolean).join(' ')),
  ].filter(Boolean);
  return (
    <Stack gap="xs" component="article">
      <Group gap="sm">
        {screening.kind === 'manifest' && (
          <Text size="sm" c="dimmed">
            {text.t('screen.line', { n: row.line })}
          </Text>
        )}
        <Text fw={600}>
          <bdi>{person === null ? text.t('screen.forgotten') : name || text.t('screen.no-name')}</bdi>
        </Text>
        {facts.length > 0 && (
          <Text size="sm" c="dimmed">
            <bdi>{facts.join(' · ')}</bdi>
          </Text>
        )}
      </Group>
      {row.problems.length > 0 && (
        <List size="sm" c={row.refused ? 'red' : 'orange'}>
          {row.problems.map((problem) => (
            <List.Item key={`${problem.code}${JSON.stringify(problem.params)}`}>
              {text.phrase(problem.code, problem.params)}
            </List.Item>
          ))}
        </List>
      )}
      {row.candidates.map((candidate) => (
        <CandidateCard key={candidate.id} candidate={candidate} screening={screening} />
      ))}
      {row.done && !row.refused && row.candidates.length === 0 && screening.kind === 'person' && (
        <Text size="sm" c="dimmed">
          {text.t('screen.nobody')}
        </Text>
      )}
    </Stack>
  );
}
