import { Text } from '@mantine/core';
import type { NoticeImportProblem } from '../../../../src/notices/contract.ts';
import { RowTable } from '../../components/RowTable.tsx';
import { useText } from '../../i18n/use-text.ts';

/** Which notice, where in the file, and what is wrong with it in words. */
export function NoticeProblemTable({ problems }: { readonly problems: readonly NoticeImportProblem[] }) {
  const text = useText();
  return (
    <RowTable
      caption={text.t('import.problems')}
      rows={problems}
      keyOf={(problem) => String(problem.seq)}
      columns={[
        { label: text.t('import.record'), width: 90, cell: ({ record }) => text.number(record) },
        { label: text.t('import.line'), width: 90, cell: ({ line }) => text.number(line) },
        {
          label: text.t('import.problem'),
          lead: true,
          cell: ({ code, params }) => <Text size="sm">{text.phrase(code, params)}</Text>,
        },
        {
          label: text.t('nimport.where'),
          cell: ({ pointer }) => pointer && <span className="ltr">{pointer}</span>,
        },
        {
          label: text.t('common.state'),
          cell: ({ refused }) => text.t(refused ? 'import.problem.refused' : 'import.problem.taken'),
        },
      ]}
    />
  );
}
