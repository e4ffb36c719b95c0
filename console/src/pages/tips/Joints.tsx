import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { Joint, JointRow } from '../../../../src/tips/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import type { Column } from '../../components/RowTable.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useText } from '../../i18n/use-text.ts';
import { TipLinks } from './TipLinks.tsx';

/** A detail that reports share: of what kind it is, and what it is. */
export function Shared({ joint }: { readonly joint: Pick<Joint, 'kind' | 'shown'> }) {
  const text = useText();
  return (
    <div>
      <Text size="sm">{text.phrase(`tip.joint.kind.${joint.kind}`)}</Text>
      <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
        <bdi>{joint.shown}</bdi>
      </Text>
    </div>
  );
}

/** Columns of a table of shared details; what stands and what a person makes of it. */
export function useJointColumns(): readonly Column<JointRow>[] {
  const text = useText();
  return [
    { label: text.t('related.shared'), lead: true, cell: (row) => <Shared joint={row} /> },
    { label: text.t('related.standing'), cell: (row) => <Standing joint={row} /> },
    { label: text.t('related.reports'), cell: (row) => <TipLinks tips={row.tips} /> },
    { label: text.t('related.word'), cell: (row) => <Decide joint={row} /> },
  ];
}

function Standing({ joint }: { readonly joint: Joint }) {
  const text = useText();
  return (
    <div style={{ flex: 1, minWidth: 0 }}>
      <StateBadge state={joint.standing} scope="tip.joint.standing" size="sm" />
      {joint.standing === 'common' && (
        <Text size="xs" c="dimmed">
          {text.t('related.common', { n: text.number(joint.count), most: text.number(joint.most) })}
        </Text>
      )}
      {joint.decidedBy !== null && (
        <Text size="xs" c="dimmed">
          <Actor id={joint.decidedBy} />: <bdi>{joint.reason}</bdi>
        </Text>
      )}
    </div>
  );
}

/** It joins, or it does not: what is certain can be denied, and what was denied taken back. */
function Decide({ joint }: { readonly joint: Joint }) {
  const text = useText();
  const me = useMe();
  const [joins, setJoins] = useState<boolean | null>(null);
  const send = useSend(() => setJoins(null));
  if (joint.standing === 'common' || !me.is('analyst', 'supervisor', 'watch-officer')) return null;
  const holds = joint.standing === 'certain' || joint.standing === 'accepted';
  return (
    <>
      <Group gap={6} className="cell" style={{ flex: 1 }}>
        {!holds && (
          <Button size="compact-xs" variant="light" onClick={() => setJoins(true)}>
            {text.t('related.joins')}
          </Button>
        )}
        {joint.standing !== 'rejected' && (
          <Button size="compact-xs" variant="default" onClick={() => setJoins(false)}>
            {text.t('related.joins-not')}
          </Button>
        )}
      </Group>
      {joins !== null && (
        <ReasonDialog
          opened
          title={text.t(joins ? 'related.joins' : 'related.joins-not')}
          warning={!joins && holds ? text.t('related.joins-not.warning') : undefined}
          confirm={text.t(joins ? 'related.joins' : 'related.joins-not')}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setJoins(null);
          }}
          onConfirm={(reason) =>
            send.mutate({ path: `/api/tip-joints/${joint.id}/decide`, body: { version: joint.version, joins, reason } })
          }
        >
          <Shared joint={joint} />
        </ReasonDialog>
      )}
    </>
  );
}
