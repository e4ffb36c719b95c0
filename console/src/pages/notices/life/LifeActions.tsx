import { Button } from '@mantine/core';
import { useState } from 'react';
import type { NoticeDetail } from '../../../../../src/notices/contract.ts';
import { useMe } from '../../../api/session.ts';
import { useText } from '../../../i18n/use-text.ts';
import { CheckDiffusionDialog } from './CheckDiffusionDialog.tsx';
import { DiffuseDialog, RecallDialog } from './DiffusionDialogs.tsx';
import { DistributeDialog, ExtendDialog, ReconfirmDialog, TakeUpDialog } from './LifeDialogs.tsx';

const DIALOGS = {
  distribute: DistributeDialog,
  diffuse: DiffuseDialog,
  recall: RecallDialog,
  extend: ExtendDialog,
  reconfirm: ReconfirmDialog,
  'take-up': TakeUpDialog,
  'check-diffusion': CheckDiffusionDialog,
} as const;
type Act = keyof typeof DIALOGS;

/** What can be done with a notice's distribution and its clocks, as it stands. */
export function LifeActions({ notice }: { readonly notice: NoticeDetail }) {
  const text = useText();
  const me = useMe();
  const [open, setOpen] = useState<Act | null>(null);
  const Dialog = open && DIALOGS[open];
  return (
    <>
      {actsOf(notice, me).map((act) => (
        <Button key={act} variant="default" onClick={() => setOpen(act)}>
          {text.t(`notice.do.${act}`)}
        </Button>
      ))}
      {Dialog && <Dialog notice={notice} onClose={() => setOpen(null)} />}
    </>
  );
}

function actsOf(notice: NoticeDetail, me: ReturnType<typeof useMe>): Act[] {
  const { state, relation, channel } = notice;
  const ours = relation === 'owner' && !me.isSecretariat;
  const inForce = state === 'issued';
  const isDiffusion = channel === 'diffusion';
  const chief = ours && me.is('supervisor');
  const wrote = notice.versions[0]?.author === me.mark;
  const chosen = notice.distribution !== null && notice.distribution.to !== 'all';
  const ready = state === 'draft' || state === 'returned' || (isDiffusion && inForce && notice.amendment === 'draft');
  const may: Record<Act, boolean> = {
    diffuse: chief && !wrote && chosen && ready,
    distribute: chief && inForce && !isDiffusion && notice.amendment === null && !reachesAll(notice),
    extend: chief && inForce && !isDiffusion,
    reconfirm: ours && me.is('analyst', 'supervisor') && notice.colour === 'red' && (inForce || state === 'suspended'),
    recall: chief && isDiffusion && inForce,
    'take-up':
      relation === 'holder' &&
      inForce &&
      notice.actingAt === null &&
      me.is('analyst', 'supervisor', 'watch-officer') &&
      !me.isSecretariat,
    'check-diffusion': relation === 'secretariat' && isDiffusion && inForce && me.is('reviewer', 'supervisor'),
  };
  return (Object.keys(may) as Act[]).filter((act) => may[act]);
}

const reachesAll = ({ distribution }: NoticeDetail): boolean =>
  distribution !== null && distribution.to === 'all' && distribution.withhold.length === 0;
