import { Group, Text } from '@mantine/core';
import type { MessageView } from '../../../../src/correspondence/contract.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';

/** For each recipient: queued, delivered on their signed receipt, read, answered, or exactly why not. */
export function RecipientStates({ recipients }: { readonly recipients: MessageView['recipients'] }) {
  const text = useText();
  return (
    <Group
      gap="md"
      mt="sm"
      component="ul"
      p={0}
      m={0}
      style={{ listStyle: 'none' }}
      aria-label={text.t('thread.recipients')}
    >
      {recipients.map((recipient) => {
        const at = recipient.answeredAt ?? recipient.readAt ?? recipient.deliveredAt;
        return (
          <Group component="li" key={recipient.bureau} gap={6}>
            <BureauTag code={recipient.bureau} named={false} />
            <StateBadge state={recipient.state} scope="recipient.state" size="sm" />
            <Text size="xs" c="dimmed">
              {at !== null && <When at={at} />}
              {recipient.purgedAt !== null &&
                ` · ${text.t('thread.purged')}${recipient.hadRead ? ` (${text.t('thread.had-read')})` : ''}`}
              {recipient.reason && ` ${text.phrase(recipient.reason)}`}
            </Text>
          </Group>
        );
      })}
    </Group>
  );
}
