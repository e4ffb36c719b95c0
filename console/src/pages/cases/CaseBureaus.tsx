import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSend } from '../../api/hooks.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { AnswerReviews } from '../requests/AnswerReviews.tsx';
import { ThreadList } from '../threads/ThreadList.tsx';
import { AskCard } from './AskCard.tsx';
import { AskDialog } from './AskDialog.tsx';
import type { CaseProps } from './case-props.ts';

/** What other bureaus were asked, what they answered, and the messages with them. */
export function CaseBureaus({ file }: CaseProps) {
  const text = useText();
  const [dialog, setDialog] = useState<'ask' | 'answer' | null>(null);
  const [stripped, setStripped] = useState<readonly string[]>([]);
  const answer = useSend(() => setDialog(null));
  const open = file.state === 'open';
  return (
    <>
      {file.from && open && (
        <Paper withBorder p="md" mb="md">
          <Group justify="space-between">
            <Text size="sm">
              {text.t('request.their-case')}: <span className="mono">{file.theirRef}</span>
            </Text>
            <Button onClick={() => setDialog('answer')}>
              {text.t('case.answer-to', { bureau: text.bureau(file.from) })}
            </Button>
          </Group>
        </Paper>
      )}
      {file.from && <AnswerReviews caseId={file.id} />}
      <Section
        title={text.t('case.asks')}
        actions={
          open && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setDialog('ask')}
            >
              {text.t('case.ask.new')}
            </Button>
          )
        }
      >
        {stripped.length > 0 && (
          <Alert mb="sm" withCloseButton onClose={() => setStripped([])} closeButtonLabel={text.t('common.close')}>
            {text.t('case.ask.stripped', { fields: stripped.join(', ') })}
          </Alert>
        )}
        <Stack gap="sm">
          {file.asks.length === 0 && <EmptyState title={text.t('case.asks.none')} />}
          {file.asks.map((ask) => (
            <AskCard key={ask.id} ask={ask} />
          ))}
        </Stack>
      </Section>
      <Section
        title={text.t('threads.title')}
        actions={
          open && (
            <Button
              component={Link}
              to={`/threads/new?case=${file.id}`}
              size="xs"
              variant="light"
              leftSection={<IconPlus size={14} aria-hidden />}
            >
              {text.t('threads.new')}
            </Button>
          )
        }
      >
        <ThreadList filter={{ caseId: file.id }} />
      </Section>
      {dialog === 'ask' && <AskDialog file={file} onClose={() => setDialog(null)} onStripped={setStripped} />}
      <ReasonDialog
        opened={dialog === 'answer'}
        title={text.t('case.answer-to', { bureau: text.bureau(file.from ?? '') })}
        reasonLabel={text.t('case.answer.label')}
        confirm={text.t('common.send')}
        pending={answer.isPending}
        error={answer.error}
        onClose={() => setDialog(null)}
        onConfirm={(words) =>
          answer.mutate({ path: `/api/cases/${file.id}/answer`, body: { version: file.version, text: words } })
        }
      />
    </>
  );
}
