import { Button, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { NoticeDetail } from '../../../../src/notices/contract.ts';
import { useMe } from '../../api/session.ts';
import { useText } from '../../i18n/use-text.ts';
import { CancelDialog } from './CancelDialog.tsx';
import { HitDialog } from './HitDialog.tsx';
import { LifeActions } from './life/LifeActions.tsx';
import { SubmitDialog } from './SubmitDialog.tsx';
import { SuspendDialog } from './SuspendDialog.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';

type Dialog = 'submit' | 'cancel' | 'withdraw' | 'suspend' | 'resume' | 'hit';

/** What this person may do with the notice as it stands. The bureau decides again when it is done. */
export function NoticeActions({ notice }: { readonly notice: NoticeDetail }) {
  const text = useText();
  const me = useMe();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const { state, relation } = notice;
  const staff = me.is('analyst', 'supervisor', 'watch-officer');
  const ours = relation === 'owner' && !me.isSecretariat;
  const draft = state === 'draft' || state === 'returned';
  const amending = notice.amendment === 'draft' || notice.amendment === 'returned';
  // A diffusion is recalled: it is neither suspended nor cancelled.
  const out = (state === 'issued' || state === 'suspended') && notice.channel === 'notice';
  const ending = notice.endings.some((e) => e.state === 'proposed' || e.state === 'requested');
  const wrote = notice.versions[0]?.author === me.mark;

  return (
    <>
      {ours && staff && (draft || amending) && (
        <Button component={Link} to={`/notices/${notice.id}/edit`} variant="default">
          {text.t('notice.do.edit')}
        </Button>
      )}
      {ours && me.is('supervisor') && (draft || amending) && (
        <Tooltip label={text.t('notice.do.submit.author')} disabled={!wrote}>
          <Button
            aria-disabled={wrote}
            data-disabled={wrote || undefined}
            onClick={() => {
              if (!wrote) setDialog('submit');
            }}
          >
            {text.t('notice.do.submit')}
          </Button>
        </Tooltip>
      )}
      {ours && staff && state === 'issued' && notice.amendment === null && (
        <Button component={Link} to={`/notices/${notice.id}/amend`} variant="default">
          {text.t('notice.do.amend')}
        </Button>
      )}
      {relation === 'holder' && staff && state === 'issued' && !me.isSecretariat && (
        <Button onClick={() => setDialog('hit')}>{text.t('notice.do.hit')}</Button>
      )}
      {relation === 'secretariat' && me.is('reviewer', 'supervisor') && out && (
        <Button variant="default" onClick={() => setDialog(state === 'suspended' ? 'resume' : 'suspend')}>
          {text.t(state === 'suspended' ? 'notice.do.resume' : 'notice.do.suspend')}
        </Button>
      )}
      {(ours ? me.is('analyst', 'supervisor') : relation === 'secretariat' && me.is('supervisor')) &&
        out &&
        !ending && (
          <Button variant="outline" color="red" onClick={() => setDialog('cancel')}>
            {text.t('notice.do.cancel')}
          </Button>
        )}
      {ours && me.is('supervisor') && (out || draft || state === 'submitted' || state === 'in-review') && !ending && (
        <Button variant="subtle" color="red" onClick={() => setDialog('withdraw')}>
          {text.t('notice.do.withdraw')}
        </Button>
      )}
      <LifeActions notice={notice} />
      {dialog === 'submit' && <SubmitDialog notice={notice} onClose={close} />}
      {dialog === 'cancel' && <CancelDialog notice={notice} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawDialog notice={notice} onClose={close} />}
      {dialog === 'hit' && <HitDialog notice={notice} onClose={close} />}
      {(dialog === 'suspend' || dialog === 'resume') && <SuspendDialog notice={notice} move={dialog} onClose={close} />}
    </>
  );
}
