import { Group } from '@mantine/core';
import type { NoticeImportPreview as Preview } from '../../../../src/notices/contract.ts';
import { ColourMark } from '../../components/ColourMark.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { NoticeProblemTable } from './NoticeProblemTable.tsx';

/** What the first notices of a file are, before anything is taken. */
export function NoticeImportPreview({ preview }: { readonly preview: Preview }) {
  const text = useText();
  return (
    <>
      <Section title={text.t('nimport.preview')}>
        <Facts
          cols={4}
          facts={[
            [
              text.t('nimport.looked'),
              `${text.number(preview.looked)} (${text.t(preview.whole ? 'nimport.whole' : 'nimport.part')})`,
            ],
            [text.t('import.readable'), text.number(preview.readable)],
            [text.t('import.refused'), text.number(preview.refused)],
            [
              text.t('notices.colour'),
              <Group key="c" gap="xs">
                {Object.entries(preview.colours).map(([colour, n]) => (
                  <Group key={colour} gap={4} wrap="nowrap">
                    <ColourMark colour={colour as Preview['sample'][number]['colour']} /> {text.number(n)}
                  </Group>
                ))}
              </Group>,
            ],
          ]}
        />
      </Section>
      <Section title={text.t('nimport.sample')}>
        {preview.sample.length === 0 ? (
          <EmptyState title={text.t('nimport.empty')} />
        ) : (
          <RowTable
            caption={text.t('nimport.sample')}
            rows={preview.sample.map((row, n) => ({ ...row, key: String(n) }))}
            keyOf={(row) => row.key}
            columns={[
              {
                label: text.t('notices.name'),
                lead: true,
                cell: (row) => <bdi>{row.name ?? text.t('notices.unnamed')}</bdi>,
              },
              { label: text.t('notices.colour'), cell: (row) => <ColourMark colour={row.colour} /> },
              { label: text.t('nimport.number'), cell: (row) => <span className="ltr">{row.number}</span> },
              { label: text.t('notice.field.birthDate'), cell: (row) => <span className="ltr">{row.birthDate}</span> },
              { label: text.t('notice.field.nationalities'), cell: (row) => row.nationalities.join(', ') },
            ]}
          />
        )}
      </Section>
      {preview.problems.length > 0 && (
        <Section title={text.t('import.problems')}>
          <NoticeProblemTable problems={preview.problems} />
        </Section>
      )}
    </>
  );
}
