import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RelatedTip, RelatedView, TipView } from '../../../../src/tips/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useJointColumns } from './Joints.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { TipLinks } from './TipLinks.tsx';

/** Until a report that came a moment ago is compared. */
const WHILE_WAITING_MS = 2_000;

/** What one report shares with others, where it was merged to, and what was merged into it. */
export function Related({ tip }: { readonly tip: TipView }) {
  const text = useText();
  const me = useMe();
  const [waits, setWaits] = useState(false);
  const [merging, setMerging] = useState(false);
  const query = useGet<RelatedView>(
    `/api/tips/${tip.id}/related`,
    undefined,
    waits ? { everyMs: WHILE_WAITING_MS } : {},
  );
  const isWaiting = query.data?.compared === false;
  if (isWaiting !== waits) setWaits(isWaiting);
  const columns = useJointColumns();
  const own: RelatedTip = { ...tip, score: null };
  const mine = me.is('analyst', 'supervisor', 'watch-officer') && (tip.state === 'open' || tip.state === 'routed');
  const open = (query.data?.tips ?? []).filter((other) => other.state === 'open' || other.state === 'routed');
  return (
    <Section
      title={text.t('related.title')}
      actions={
        mine &&
        open.some((other) => other.state === 'open' || tip.state === 'open') && (
          <Button size="xs" variant="default" onClick={() => setMerging(true)}>
            {text.t('merge.action')}
          </Button>
        )
      }
    >
      <Loaded query={query}>
        {(view) => {
          const byId = new Map(view.tips.map((other) => [other.id, other]));
          const rows = view.joints.map((joint) => ({
            ...joint,
            tips: joint.tips.flatMap((id) => byId.get(id) ?? []),
          }));
          return (
            <>
              <Merged tip={tip} view={view} byId={byId} />
              {view.group && (
                <Anchor component={Link} to={`/tip-groups/${view.group.id}`} size="sm">
                  {text.t('related.group', { n: text.number(view.group.tips) })}
                </Anchor>
              )}
              {rows.length === 0 ? (
                <EmptyState title={text.t(view.compared ? 'related.none' : 'related.waits')} />
              ) : (
                <RowTable caption={text.t('related.title')} rows={rows} keyOf={(row) => row.id} columns={columns} />
              )}
              {view.more && <Text size="xs">{text.t('related.more')}</Text>}
            </>
          );
        }}
      </Loaded>
      {merging && (
        <MergeDialog
          tips={[own, ...open]}
          lead={tip.escalated || !open.some((other) => other.escalated) ? tip.id : undefined}
          onClose={() => setMerging(false)}
        />
      )}
    </Section>
  );
}

function Merged({
  tip,
  view,
  byId,
}: {
  readonly tip: TipView;
  readonly view: RelatedView;
  readonly byId: ReadonlyMap<string, RelatedTip>;
}) {
  const text = useText();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const send = useSend(() => setAsking(false));
  const into = view.merges.find((merge) => merge.tip === tip.id);
  const merged = view.merges.filter((merge) => merge.into === tip.id);
  const lead = into && byId.get(into.into);
  return (
    <>
      {into && lead && (
        <Alert mb="sm" color="gray">
          <Group justify="space-between" gap="xs">
            <Anchor component={Link} to={`/tips/${lead.id}`} size="sm">
              {text.t('merge.into-this', { number: String(lead.reportNumber), reason: into.reason })}
            </Anchor>
            {me.is('analyst', 'supervisor', 'watch-officer') && (
              <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
                {text.t('merge.undo')}
              </Button>
            )}
          </Group>
        </Alert>
      )}
      {merged.length > 0 && (
        <Alert mb="sm" color="gray" title={text.t('merge.merged', { n: text.number(merged.length) })}>
          <TipLinks tips={merged.flatMap((merge) => byId.get(merge.tip) ?? [])} />
        </Alert>
      )}
      {asking && (
        <ReasonDialog
          opened
          title={text.t('merge.undo')}
          confirm={text.t('merge.undo')}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setAsking(false);
          }}
          onConfirm={(reason) =>
            send.mutate({ path: `/api/tips/${tip.id}/unmerge`, body: { version: tip.version, reason } })
          }
        />
      )}
    </>
  );
}
