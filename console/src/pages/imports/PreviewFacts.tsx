import { Alert, Badge, Group, Text } from '@mantine/core';
import type { ImportPreview } from '../../../../src/identification/contract.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Hash } from '../../components/Hash.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ProblemTable } from './ProblemTable.tsx';

/** What a file is, before anything of it is taken in. */
export function PreviewFacts({ preview, full }: { readonly preview: ImportPreview; readonly full: boolean }) {
  const text = useText();
  const hashes = Object.entries(preview.hashes).filter(([, count]) => count > 0);
  return (
    <>
      <Section title={text.t('import.preview')}>
        <Facts
          cols={4}
          facts={[
            [text.t('import.format'), <span key="f">{text.word(preview.format, 'list-format')}</span>],
            [text.t('import.encoding'), preview.encoding.toUpperCase()],
            [text.t('import.region'), preview.region ?? text.t('import.region.none')],
            preview.scheme && [text.t('lists.scheme'), preview.scheme],
            [
              text.t('import.looked'),
              `${text.number(preview.looked)} (${text.t(preview.whole ? 'import.looked.whole' : 'import.looked.first')})`,
            ],
            [text.t('import.readable'), text.number(preview.readable)],
            [text.t('import.refused'), text.number(preview.refused)],
            preview.uncategorised > 0 && [text.t('import.uncategorised'), text.number(preview.uncategorised)],
            preview.cases > 0 && [text.t('pictures.cases'), text.number(preview.cases)],
            [
              text.t('import.hashes'),
              hashes.map(([name, count]) => `${name.toUpperCase()} ${text.number(count)}`).join(' · '),
            ],
            preview.labels && [
              text.t('import.labels'),
              preview.labels.verified
                ? preview.labels.source
                : `${preview.labels.source} (${text.t('import.labels.unverified')})`,
            ],
          ]}
        />
        {preview.pictures > 0 && (
          <Alert color="orange" mt="sm">
            {text.t('import.pictures', { n: preview.pictures })}
          </Alert>
        )}
        {preview.categories.length > 0 && (
          <>
            <Text size="xs" c="dimmed" mt="sm">
              {text.t('import.categories')}
            </Text>
            <Group gap="xs" mt={4}>
              {preview.categories.map(({ classification, count }) => (
                <Badge
                  key={`${classification.scheme} ${classification.code}`}
                  variant="default"
                  tt="none"
                  className="state-badge"
                >
                  {classification.code} {classification.label}: {text.number(count)}
                </Badge>
              ))}
            </Group>
          </>
        )}
      </Section>
      {full && preview.problems.length > 0 && (
        <Section title={text.t('import.problems')}>
          <ProblemTable problems={preview.problems} />
        </Section>
      )}
      {full && (
        <Section title={text.t('import.sample')}>
          {preview.sample.length === 0 ? (
            <EmptyState title={text.t('common.none')} />
          ) : (
            <RowTable
              caption={text.t('import.sample')}
              rows={preview.sample}
              keyOf={(row) => String(row.record)}
              columns={[
                { label: text.t('import.record'), lead: true, cell: (row) => text.number(row.record) },
                { label: 'MD5', cell: (row) => row.md5 && <Hash value={row.md5} short={12} /> },
                { label: 'SHA-1', cell: (row) => row.sha1 && <Hash value={row.sha1} short={12} /> },
                { label: 'SHA-256', cell: (row) => row.sha256 && <Hash value={row.sha256} short={12} /> },
                {
                  label: text.t('pictures.class'),
                  cell: ({ classification }) => classification && `${classification.code} ${classification.label}`,
                },
                { label: text.t('pictures.series'), cell: (row) => row.series && <bdi>{row.series}</bdi> },
              ]}
            />
          )}
        </Section>
      )}
    </>
  );
}
