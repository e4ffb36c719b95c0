import { Accordion, Anchor, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useGet } from '../../api/hooks.ts';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { OperationItem } from './OperationItem.tsx';
import { type OpenApi, type Operation, operationsOf } from './operations.ts';

/** The API as its own description has it, by room. */
export function ApiReferencePage() {
  const text = useText();
  const [typed, setTyped] = useState('');
  const query = useGet<OpenApi>('/api/openapi.json', undefined, { lasting: true });
  const sought = typed.trim().toLowerCase();
  return (
    <>
      <PageHeader
        title={text.t('api.title')}
        hint={text.t('api.hint')}
        actions={
          <Anchor href="/api/openapi.json" target="_blank" rel="noreferrer">
            {text.t('api.document')}
          </Anchor>
        }
      />
      <TextInput
        aria-label={text.t('api.find')}
        placeholder={text.t('api.find')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        mb="md"
        maw={420}
      />
      <Loaded query={query}>
        {(document) => {
          const shown = operationsOf(document).filter((o) =>
            `${o.method} ${o.path} ${o.summary}`.toLowerCase().includes(sought),
          );
          return [...Map.groupBy(shown, (operation: Operation) => operation.tag)].map(([tag, operations]) => (
            <Section key={tag} title={tag}>
              <Accordion variant="contained" multiple>
                {operations.map((operation) => (
                  <OperationItem key={`${operation.method}${operation.path}`} operation={operation} />
                ))}
              </Accordion>
            </Section>
          ));
        }}
      </Loaded>
    </>
  );
}
