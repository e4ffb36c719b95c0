import { Button, Tabs } from '@mantine/core';
import { IconId } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';
import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { CopyStatus } from './CopyStatus.tsx';
import { FalseMatches } from './FalseMatches.tsx';
import { ManifestForm } from './ManifestForm.tsx';
import { PersonForm } from './PersonForm.tsx';
import { ScreeningList } from './ScreeningList.tsx';

/** Asking about a person or a flight, and what was asked before. */
export function ScreeningsPage() {
  const text = useText();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const asks = me.is('analyst', 'supervisor', 'watch-officer');
  const tabs = ['person', 'manifest', 'list', 'false'] as const;
  const shown = tabs.find((tab) => tab === params.get('tab')) ?? (asks ? 'person' : 'list');
  return (
    <>
      <PageHeader
        title={text.t('screen.title')}
        hint={text.t('screen.hint')}
        actions={
          <Button
            component={Link}
            to="/lost-documents"
            variant="default"
            leftSection={<IconId size={16} aria-hidden />}
          >
            {text.t('docs.title')}
          </Button>
        }
      />
      <CopyStatus />
      <Tabs
        value={shown}
        onChange={(tab) => setParams(tab ? { tab } : {}, { replace: true })}
        keepMounted={false}
        mb="md"
      >
        <Tabs.List mb="md">
          {tabs
            .filter((tab) => asks || tab === 'list' || tab === 'false')
            .map((tab) => (
              <Tabs.Tab key={tab} value={tab}>
                {text.t(`screen.${tab}`)}
              </Tabs.Tab>
            ))}
        </Tabs.List>
        <Tabs.Panel value="person">
          <Section title={text.t('screen.person')}>
            <PersonForm />
          </Section>
        </Tabs.Panel>
        <Tabs.Panel value="manifest">
          <Section title={text.t('screen.manifest')}>
            <ManifestForm />
          </Section>
        </Tabs.Panel>
        <Tabs.Panel value="list">
          <Section title={text.t('screen.list')}>
            <ScreeningList />
          </Section>
        </Tabs.Panel>
        <Tabs.Panel value="false">
          <Section title={text.t('screen.false')}>
            <FalseMatches />
          </Section>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
