import { Button, Paper, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMe } from '../../api/session.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useText } from '../../i18n/use-text.ts';
import { ThreadList } from './ThreadList.tsx';

const FILTERS = ['owed', 'awaited', 'undelivered'] as const;

/** Conversations with other bureaus. */
export function ThreadsPage() {
  const text = useText();
  const me = useMe();
  const [open, setOpen] = useState('all');
  const [words, setWords] = useState('');
  const [q, setQ] = useState('');
  return (
    <>
      <PageHeader
        title={text.t('threads.title')}
        actions={
          !me.is('auditor') && (
            <Button component={Link} to="/threads/new" leftSection={<IconPlus size={16} aria-hidden />}>
              {text.t('threads.new')}
            </Button>
          )
        }
      />
      <Paper withBorder p="md">
        <Stack gap="sm">
          <SegmentedControl
            aria-label={text.t('desk.filter')}
            value={open}
            onChange={setOpen}
            data={[
              { value: 'all', label: text.t('common.all') },
              ...FILTERS.map((value) => ({ value, label: text.t(`threads.filter.${value}`) })),
            ]}
            style={{ flexWrap: 'wrap', width: 'fit-content', maxWidth: '100%' }}
          />
          <TextInput
            type="search"
            label={text.t('thread.search')}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            onKeyDown={(event) => event.key === 'Enter' && setQ(words.trim())}
            onBlur={() => setQ(words.trim())}
          />
          <ThreadList filter={{ q: q.length > 1 ? q : undefined, open: open === 'all' ? undefined : open }} />
        </Stack>
      </Paper>
    </>
  );
}
