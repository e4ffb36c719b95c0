import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { ImportResult } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { DropZone } from '../../components/DropZone.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';

/** A file of notifications: what would happen, then a word, then what happened; refused rows to put right. */
export function ImportTravel() {
  const text = useText();
  const [file, setFile] = useState<{ fileName: string; text: string } | null>(null);
  const [result, setResult] = useState<{ preview: boolean; of: ImportResult } | null>(null);
  const send = useSend<ImportResult>((of) => setResult((before) => ({ preview: before === null, of })));
  async function take(chosen: File): Promise<void> {
    const next = { fileName: chosen.name, text: await chosen.text() };
    setFile(next);
    setResult(null);
    send.mutate({ path: '/api/travel/import', body: { ...next, preview: true } });
  }
  const willSend = (result?.of.counts.sent ?? 0) + (result?.of.counts.changed ?? 0);
  return (
    <Section title={text.t('trip.import')}>
      <Stack gap="sm">
        <DropZone
          small
          label={file?.fileName ?? text.t('trip.import')}
          hint={text.t('trip.import.hint')}
          choose={text.t('trip.choose')}
          accept=".csv,.json,.jsonl"
          disabled={send.isPending}
          onFiles={([chosen]) => chosen && void take(chosen)}
        />
        <ProblemAlert error={send.error} />
        {result && file && (
          <>
            <Text size="sm" role="status">
              {Object.entries(result.of.counts)
                .map(([outcome, n]) => `${text.word(outcome, 'travel.outcome-of-row')}: ${text.number(n)}`)
                .join(' · ')}
            </Text>
            <RowTable
              caption={text.t('trip.result')}
              rows={result.of.rows.slice(0, 100)}
              keyOf={(row) => `${row.record} ${row.line}`}
              columns={[
                { label: text.t('trip.row'), lead: true, width: 80, cell: (row) => text.number(row.record) },
                {
                  label: text.t('trip.result'),
                  cell: (row) => `${text.word(row.outcome, 'travel.outcome-of-row')} ${row.reference ?? ''}`,
                },
                {
                  label: text.t('removals.why'),
                  cell: (row) =>
                    row.problems
                      .filter((one) => one.needed)
                      .map((one) => text.phrase(one.code, one.params))
                      .join(' · '),
                },
              ]}
            />
            <Group gap="xs">
              {result.preview && willSend > 0 && (
                <Button
                  loading={send.isPending}
                  onClick={() => send.mutate({ path: '/api/travel/import', body: { ...file, preview: false } })}
                >
                  {text.t('trip.import.send')}
                </Button>
              )}
              {result.of.problems !== '' && (
                <Button variant="default" onClick={() => saveText(`problems-${file.fileName}`, result.of.problems)}>
                  {text.t('trip.import.problems')}
                </Button>
              )}
            </Group>
          </>
        )}
      </Stack>
    </Section>
  );
}

function saveText(name: string, content: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
