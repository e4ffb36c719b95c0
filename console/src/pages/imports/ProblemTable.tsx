import { Text } from '@mantine/core';
import type { ImportProblem } from '../../../../src/identification/contract.ts';
import { RowTable } from '../../components/RowTable.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Which record, where in the file, and what is wrong with it in words. */
export function ProblemTable({ problems }: { readonly problems: readonly ImportProblem[] }) {
  const text = useText();
  return (
    <RowTable
      caption={text.t('import.problems')}
      rows={problems}
      keyOf={(problem) => String(problem.seq)}
      columns={[
        {
          label: text.t('import.record'),
          width: 90,
          cell: ({ record }) => (record > 0 ? text.number(record) : text.t('import.file')),
        },
        { label: text.t('import.line'), width: 90, cell: ({ line }) => line > 0 && text.number(line) },
        {
          label: text.t('import.problem'),
          lead: true,
          cell: ({ code, params }) => <Text size="sm">{text.phrase(code, params)}</Text>,
        },
        {
          label: text.t('common.state'),
          cell: ({ refused }) => text.t(refused ? 'import.problem.refused' : 'import.problem.taken'),
        },
      ]}
    />
  );
}
