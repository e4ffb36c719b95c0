import { Button, Menu } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import type { SubjectView } from '../../../../src/cases/contract.ts';
import type { Colour } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ColourMark } from '../../components/ColourMark.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { useText } from '../../i18n/use-text.ts';

/** The colours that fit what the person is to the case, the likeliest first. */
const FITTING: Record<SubjectView['role'], readonly Colour[]> = {
  suspect: ['red', 'blue', 'green', 'silver'],
  offender: ['green', 'red', 'blue', 'silver'],
  missing: ['yellow', 'blue', 'black'],
  victim: ['yellow', 'blue', 'black'],
  witness: ['blue'],
};

/** From a person of a case to a draft in two clicks. */
export function NoticeFromSubject({
  subjectId,
  role,
}: {
  readonly subjectId: string;
  readonly role: SubjectView['role'];
}) {
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const send = useSend<{ readonly id: string }>((draft) => void navigate(`/notices/${draft.id}/edit`));
  if (me.isSecretariat || !me.is('analyst', 'supervisor', 'watch-officer')) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            size="xs"
            variant="light"
            loading={send.isPending}
            leftSection={<IconFileText size={14} aria-hidden />}
          >
            {text.t('case.subject.notice')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FITTING[role].map((colour) => (
            <Menu.Item
              key={colour}
              onClick={() => send.mutate({ path: '/api/notices/from-subject', body: { subject: subjectId, colour } })}
            >
              <ColourMark colour={colour} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <ProblemAlert error={send.error} />
    </>
  );
}
