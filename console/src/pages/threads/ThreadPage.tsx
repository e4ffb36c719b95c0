import { Anchor, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { Link, useParams } from 'react-router';
import type { ThreadView } from '../../../../src/correspondence/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Bureaus } from '../../components/Bureaus.tsx';
import { Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Section } from '../../components/Section.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Consents } from './Consents.tsx';
import { MessageCard } from './MessageCard.tsx';
import { ReplyForm } from './ReplyForm.tsx';
import { ThreadRequests } from './ThreadRequests.tsx';

/** A conversation: every message with who has received, read and answered it. */
export function ThreadPage() {
  const text = useText();
  const me = useMe();
  const { id = '' } = useParams();
  const query = useGet<ThreadView>(`/api/threads/${id}`);
  const { mutate } = useSend();
  const told = useRef('');
  const unread = query.data?.unread ?? 0;
  const last = query.data?.items.at(-1)?.id ?? '';
  const reads = !me.is('auditor');

  // Opening it is reading it: the senders are told once for each new message.
  useEffect(() => {
    if (unread === 0 || !reads || told.current === last) return;
    told.current = last;
    mutate({ path: `/api/threads/${id}/read` });
  }, [unread, reads, last, id, mutate]);

  return (
    <Loaded query={query}>
      {(thread) => (
        <>
          <PageHeader
            title={thread.subject}
            back={{ to: '/threads', label: text.t('threads.title') }}
            badges={<UrgencyBadge urgency={thread.urgency} />}
          />
          <Section title={text.word(thread.type, 'message.type')}>
            <Facts
              cols={4}
              facts={[
                [
                  text.t('threads.with'),
                  <Bureaus key="w" codes={thread.participants.filter((c) => c !== me.bureau)} />,
                ],
                [text.t('common.purpose'), thread.handling.purpose],
                [text.t('thread.onward'), text.word(thread.handling.onward, 'onward')],
                thread.caseId && [
                  text.t('thread.case'),
                  <Anchor key="c" component={Link} to={`/cases/${thread.caseId}`}>
                    {text.t('common.open')}
                  </Anchor>,
                ],
              ]}
            />
          </Section>
          <ThreadRequests requests={thread.requests} />
          {thread.items.map((message) => (
            <MessageCard
              key={message.id}
              message={message}
              all={thread.items}
              onward={thread.handling.onward}
              acts={reads}
            />
          ))}
          <Consents consents={thread.consents} />
          {thread.items.length === 0 && <Text c="dimmed">{text.t('threads.empty')}</Text>}
          {reads && <ReplyForm thread={thread} />}
        </>
      )}
    </Loaded>
  );
}
