import { Button, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ImportProblem } from '../../../../src/identification/contract.ts';
import { usePages } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { MoreButton } from '../../components/MoreButton.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ProblemTable } from './ProblemTable.tsx';

interface Props {
  readonly id: string;
  readonly count: number;
  readonly running: boolean;
}

/** Every record that was refused or taken in part, with the file of them to put right. */
export function ProblemList({ id, count, running }: Props) {
  const text = useText();
  const list = usePages<ImportProblem>(`/api/imports/${id}/problems`, {}, { enabled: count > 0 && !running });
  return (
    <Section
      title={text.t('import.problems')}
      actions={
        count > 0 && (
          <Button
            component="a"
            href={`/api/imports/${id}/problems.csv`}
            download
            size="xs"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {text.t('import.problems.csv')}
          </Button>
        )
      }
    >
      {count === 0 || running ? (
        <EmptyState title={running ? text.word('running', 'import.state') : text.t('import.problems.none')} />
      ) : (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {text.t('import.problems.csv.hint')}
          </Text>
          <Loaded query={{ data: list.items, error: list.query.error, refetch: list.query.refetch }}>
            {(problems) => <ProblemTable problems={problems} />}
          </Loaded>
          <MoreButton more={list.more} />
        </>
      )}
    </Section>
  );
}
