import { useState } from 'react';
import type { PersonView } from '../../../../src/access/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import { firstPassword } from './first-password.ts';
import type { Secret } from './SecretSheet.tsx';

interface Props {
  readonly person: PersonView;
  onMade(secret: Secret): void;
  onClose(): void;
}

/** Gives somebody who lost them a new password and authenticator secret. */
export function ResetDialog({ person, onMade, onClose }: Props) {
  const text = useText();
  const me = useMe();
  const [password] = useState(firstPassword);
  const { username, name } = person;
  const send = useSend<{ readonly totpSecret: string }>(({ totpSecret }) =>
    onMade({ bureau: me.bureau, username, name, password, totpSecret }),
  );
  return (
    <ReasonDialog
      opened
      title={`${text.t('people.reset')}: ${name}`}
      warning={text.t('people.reset.hint')}
      confirm={text.t('people.reset')}
      minLength={0}
      danger
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onConfirm={() => send.mutate({ path: `/api/people/${person.id}/credentials`, body: { password } })}
    />
  );
}
