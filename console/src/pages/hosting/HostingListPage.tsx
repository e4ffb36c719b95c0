import { Anchor, Button, Checkbox, Group, Progress, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { defang, type ListedUrl, type ListRow } from '../../../../src/hosting/contract.ts';
import { useGet, usePages, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Actor } from '../../components/Actor.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PagedTable } from '../../components/PagedTable.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { CountryMap } from './CountryMap.tsx';
import { Finding } from './Finding.tsx';
import { ReferDialog } from './ReferDialog.tsx';
import { SayDialog } from './SayDialog.tsx';

/** Short enough that the bar moves under the eyes. */
const WHILE_CHECKING_MS = 1_500;

/** One list: how far it is, where its addresses are, and a person's word on each. */
export function HostingListPage() {
  const text = useText();
  const { id = '' } = useParams();
  const [moving, setMoving] = useState(true);
  const everyMs = moving ? WHILE_CHECKING_MS : undefined;
  const query = useGet<ListRow>(`/api/hosting/lists/${id}`, undefined, { everyMs });
  const moves = query.data === undefined || query.data.state === 'checking';
  if (moves !== moving) setMoving(moves);
  return (
    <Loaded query={query}>
      {(list) => (
        <>
          <PageHeader
            number={list.number}
            title={list.title}
            back={{ to: '/hosting', label: text.t('hosting.title') }}
            badges={
              <>
                <StateBadge state={list.state} scope="hosting-list.state" size="lg" />
                <UrgencyBadge urgency={list.urgency} />
              </>
            }
            actions={<Actions list={list} />}
            hint={
              <>
                <Actor id={list.createdBy} /> · <When at={list.createdAt} />
              </>
            }
          />
          {list.state === 'checking' && (
            <Section title={text.phrase('hosting-list.state.checking')}>
              <Progress
                value={list.total === 0 ? 0 : (100 * list.checked) / list.total}
                animated
                aria-label={text.t('hosting.progress', {
                  done: text.number(list.checked),
                  total: text.number(list.total),
                })}
              />
              <Text size="sm" mt={6}>
                {text.t('hosting.progress', { done: text.number(list.checked), total: text.number(list.total) })}
              </Text>
            </Section>
          )}
          <Section title={text.t('hosting.where.list')}>
            <CountryMap
              path={`/api/hosting/lists/${id}/countries`}
              caption={text.t('hosting.where.list')}
              everyMs={everyMs}
            />
          </Section>
          <Addresses list={list} key={`${list.version}`} />
          {list.refused > 0 && <RefusedLines id={list.id} />}
        </>
      )}
    </Loaded>
  );
}

function Actions({ list }: { readonly list: ListRow }) {
  const text = useText();
  const me = useMe();
  const [closing, setClosing] = useState(false);
  const send = useSend(() => setClosing(false));
  if (list.state === 'closed' || !me.is('analyst', 'supervisor', 'watch-officer')) return null;
  const isDone = list.confirmed === list.total;
  return (
    <>
      {list.state === 'to-confirm' && (
        <Button
          variant="default"
          loading={send.isPending}
          onClick={() => send.mutate({ path: `/api/hosting/lists/${list.id}/check`, body: { version: list.version } })}
        >
          {text.t('hosting.again')}
        </Button>
      )}
      {me.is('analyst', 'supervisor') && (
        <Button variant={isDone ? 'filled' : 'default'} onClick={() => setClosing(true)}>
          {text.t('hosting.close')}
        </Button>
      )}
      {closing && (
        <ReasonDialog
          opened
          title={text.t('hosting.close')}
          warning={isDone ? undefined : text.t('hosting.close.left')}
          minLength={isDone ? 0 : 3}
          confirm={text.t('hosting.close')}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setClosing(false);
          }}
          onConfirm={(reason) =>
            send.mutate({
              path: `/api/hosting/lists/${list.id}/close`,
              body: { version: list.version, ...(isDone ? {} : { reason }) },
            })
          }
        />
      )}
    </>
  );
}

function Addresses({ list }: { readonly list: ListRow }) {
  const text = useText();
  const me = useMe();
  const pages = usePages<ListedUrl>(`/api/hosting/lists/${list.id}/urls`);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<'say' | 'refer' | null>(null);
  const agree = useSend(() => setChosen(new Set()));
  const rows = pages.items ?? [];
  const selected = rows.filter((row) => chosen.has(row.id));
  const works = me.is('analyst', 'supervisor');
  const done = (): void => {
    setAsking(null);
    setChosen(new Set());
  };
  const turn = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <Section
      title={text.t('hosting.count')}
      actions={
        works && (
          <>
            <Button
              size="xs"
              variant="subtle"
              onClick={() =>
                setChosen(
                  new Set(rows.flatMap((row) => (row.state === 'checked' && row.verdict?.country ? row.id : []))),
                )
              }
            >
              {text.t('hosting.select-agreeing')}
            </Button>
            <Text size="sm" c="dimmed" aria-live="polite">
              {text.t('hosting.selected', { n: text.number(selected.length) })}
            </Text>
            <Button
              size="xs"
              disabled={selected.length === 0}
              loading={agree.isPending}
              onClick={() =>
                agree.mutate({ path: '/api/hosting/urls/confirm', body: { urls: named(selected), basis: 'agreed' } })
              }
            >
              {text.t('hosting.agree')}
            </Button>
            <Button size="xs" variant="default" disabled={selected.length === 0} onClick={() => setAsking('say')}>
              {text.t('hosting.say')}
            </Button>
            <Button size="xs" variant="default" disabled={selected.length === 0} onClick={() => setAsking('refer')}>
              {text.t('hosting.refer')}
            </Button>
          </>
        )
      }
    >
      <ProblemAlert error={agree.error} />
      <PagedTable
        caption={text.t('hosting.count')}
        list={pages}
        empty={text.t('hosting.where.empty')}
        keyOf={(row) => row.id}
        columns={[
          {
            label: text.t('hosting.address'),
            lead: true,
            cell: (row) => (
              <Group gap="xs" wrap="nowrap" align="flex-start">
                {works && (
                  <Checkbox
                    aria-label={text.t('hosting.select', { url: defang(row.url) })}
                    checked={chosen.has(row.id)}
                    onChange={() => turn(row.id)}
                    mt={2}
                  />
                )}
                <Anchor
                  component={Link}
                  to={`/hosting/urls/${row.id}`}
                  size="sm"
                  className="ltr"
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {defang(row.url)}
                </Anchor>
              </Group>
            ),
          },
          { label: text.t('hosting.verdict'), cell: (row) => <Finding verdict={row.verdict} movedAt={row.movedAt} /> },
          { label: text.t('hosting.word'), cell: (row) => <Word row={row} /> },
          {
            label: text.t('hosting.referrals'),
            cell: (row) =>
              row.referral && (
                <Anchor component={Link} to={`/hosting/referrals/${row.referral.id}`} size="sm">
                  <StateBadge state={row.referral.state} scope="hosting-referral.state" size="sm" />
                </Anchor>
              ),
          },
        ]}
      />
      {asking === 'say' && <SayDialog urls={named(selected)} onDone={done} onClose={() => setAsking(null)} />}
      {asking === 'refer' && <ReferDialog urls={named(selected)} onDone={done} onClose={() => setAsking(null)} />}
    </Section>
  );
}

const named = (rows: readonly ListedUrl[]) => rows.map(({ id, version }) => ({ id, version }));

function Word({ row }: { readonly row: ListedUrl }) {
  const text = useText();
  if (!row.confirmed) return <StateBadge state={row.state} scope="hosting-url.state" size="sm" />;
  return (
    <div>
      <Text size="sm">
        {row.confirmed.country === null ? text.t('hosting.where.none') : text.country(row.confirmed.country)}
      </Text>
      <Text size="xs" c="dimmed">
        {text.phrase(`hosting.basis.${row.confirmed.basis}`)} · <Actor id={row.confirmed.by} />
      </Text>
      {row.reported && (
        <Text size="xs">
          {text.phrase(`hosting.report.${row.reported.kind}`)}: <bdi>{row.reported.name}</bdi>
        </Text>
      )}
    </div>
  );
}

interface Refused {
  readonly items: readonly { readonly line: number; readonly given: string; readonly code: string }[];
}

function RefusedLines({ id }: { readonly id: string }) {
  const text = useText();
  const query = useGet<Refused>(`/api/hosting/lists/${id}/refused`);
  return (
    <Section title={text.t('hosting.refused-lines')}>
      <Loaded query={query}>
        {({ items }) => (
          <RowTable
            caption={text.t('hosting.refused-lines')}
            rows={items}
            keyOf={(row) => String(row.line)}
            columns={[
              { label: text.t('hosting.line'), cell: (row) => text.number(row.line), width: 90 },
              {
                label: text.t('hosting.address'),
                lead: true,
                cell: (row) => (
                  <Text size="sm" className="ltr" style={{ overflowWrap: 'anywhere' }}>
                    {row.given}
                  </Text>
                ),
              },
              { label: text.t('common.reason'), cell: (row) => text.phrase(row.code) },
            ]}
          />
        )}
      </Loaded>
    </Section>
  );
}
