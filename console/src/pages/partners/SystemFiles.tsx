import { Button, FileButton, List, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import type { ConfirmationsResult, outboundFile } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useText } from '../../i18n/use-text.ts';
import type { System } from './SystemsPage.tsx';

type Out = z.infer<typeof outboundFile>;

/** What the system is given, and what it answers, by files. */
export function SystemFiles({ system, onSaid }: { readonly system: System; onSaid(text: string): void }) {
  const text = useText();
  const [format, setFormat] = useState<'csv' | 'json'>('csv');
  const [result, setResult] = useState<ConfirmationsResult | null>(null);
  const out = useSend<Out>((given) => {
    save(given, format);
    onSaid(text.t('systems.exported', { n: given.records.length }));
  });
  const answer = useSend<ConfirmationsResult>(setResult);
  const give = (as: 'csv' | 'json') => {
    setFormat(as);
    out.mutate({ path: `/api/national-systems/${system.code}/outbound`, body: {} });
  };
  return (
    <>
      <Button size="xs" variant="default" loading={out.isPending} onClick={() => give('csv')}>
        {text.t('systems.export-csv')}
      </Button>
      <Button size="xs" variant="default" loading={out.isPending} onClick={() => give('json')}>
        {text.t('systems.export-json')}
      </Button>
      <FileButton
        accept=".csv,.json,text/csv,application/json"
        onChange={async (file) => {
          if (!file) return;
          answer.mutate({
            path: `/api/national-systems/${system.code}/confirmations`,
            body: { format: file.name.endsWith('.json') ? 'json' : 'csv', text: await file.text() },
          });
        }}
      >
        {(props) => (
          <Button {...props} size="xs" loading={answer.isPending}>
            {text.t('systems.confirm')}
          </Button>
        )}
      </FileButton>
      <ProblemAlert error={out.error ?? answer.error} />
      {result && (
        <Modal
          opened
          onClose={() => setResult(null)}
          title={text.t('systems.confirm')}
          closeButtonProps={{ 'aria-label': text.t('common.close') }}
        >
          <Text mb="sm">{text.t('systems.confirmed', { taken: result.taken, refused: result.refused })}</Text>
          <List size="sm">
            {result.rows.map((row) => (
              <List.Item key={row.line}>
                {text.t('systems.row', { n: row.line })}: {text.phrase(row.code)}
              </List.Item>
            ))}
          </List>
        </Modal>
      )}
    </>
  );
}

/** Hands the file to the browser. */
function save(given: Out, format: 'csv' | 'json'): void {
  const content = format === 'csv' ? given.csv : JSON.stringify(given.records, null, 1);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type: format === 'csv' ? 'text/csv' : 'application/json' }));
  link.download = `${given.system}-${new Date(given.at).toISOString().slice(0, 10)}.${format}`;
  link.click();
  URL.revokeObjectURL(link.href);
}
