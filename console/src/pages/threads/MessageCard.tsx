import { Alert, Group, Paper, Stack, Text } from '@mantine/core';
import type { HandlingTerms, MessageView } from '../../../../src/correspondence/contract.ts';
import { Actor } from '../../components/Actor.tsx';
import { BureauTag } from '../../components/BureauTag.tsx';
import { Deadline } from '../../components/Deadline.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { PersonCard } from '../../person/PersonCard.tsx';
import { MessageActions } from './MessageActions.tsx';
import { RecipientStates } from './RecipientStates.tsx';

interface Props {
  readonly message: MessageView;
  readonly all: readonly MessageView[];
  readonly onward: HandlingTerms['onward'];
  readonly acts: boolean;
}

/** One message. Its text keeps its own direction, whatever the page's. */
export function MessageCard({ message, all, onward, acts }: Props) {
  const text = useText();
  const ours = message.direction === 'out';
  const answered = all.find((other) => other.id === message.answers);
  const answeredHere = all.some((other) => other.answers === message.id);
  return (
    <Paper
      component="article"
      withBorder
      p="md"
      mb="sm"
      style={{
        borderInlineStartWidth: 4,
        borderInlineStartColor: ours ? 'var(--mantine-primary-color-filled)' : 'var(--mantine-color-gray-5)',
      }}
    >
      <Group justify="space-between" gap="xs" mb={6}>
        <Group gap="xs">
          <BureauTag code={message.from} />
          <Text size="sm" c="dimmed">
            {text.word(message.type, 'message.type')} · <When at={message.at} />
            {ours && (
              <>
                {' · '}
                <Actor id={message.author} />
              </>
            )}
          </Text>
        </Group>
        {message.asks && message.dueAt !== null && !answeredHere && <Deadline at={message.dueAt} />}
      </Group>
      {answered && (
        <Text size="sm" c="dimmed" mb={4}>
          {text.t('thread.answers', { bureau: text.bureau(answered.from) })}
        </Text>
      )}
      {message.late && (
        <Text size="sm" c="orange" mb={4}>
          {text.t('thread.late', { at: text.dateTime(message.sentAt) })}
        </Text>
      )}
      {message.forwards !== null && (
        <Text size="sm" c="dimmed" mb={4}>
          {text.t('thread.passed-on')}
        </Text>
      )}
      {message.hidden !== null && (
        <Text size="sm" c="dimmed" fs="italic">
          {message.hidden === 'recalled'
            ? text.t('thread.recalled', { reason: message.recalledBecause ?? '' })
            : text.t('thread.expired')}
        </Text>
      )}
      {message.phrases.map(({ code, params }) => (
        <Text key={code} className="prose">
          {text.phrase(code, params)}
        </Text>
      ))}
      <Text className="prose" lang={message.lang} dir={message.lang === 'ar' ? 'rtl' : 'auto'}>
        {message.text}
      </Text>
      {message.persons.length > 0 && (
        <Stack gap="xs" mt="sm">
          {message.persons.map((person, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sent message never changes
            <PersonCard key={n} role={person.role} particulars={person.particulars} />
          ))}
        </Stack>
      )}
      {message.stripped.length > 0 && (
        <Alert mt="sm" color="gray">
          {text.t('thread.stripped', { fields: message.stripped.join(', ') })}
        </Alert>
      )}
      {acts && <MessageActions message={message} onward={onward} />}
      {ours && <RecipientStates recipients={message.recipients} />}
    </Paper>
  );
}
