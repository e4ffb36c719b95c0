import { Alert, Anchor, Button, Checkbox, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { DECISIONS, defang, type ReferralDetail } from '../../../../src/hosting/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { Facts } from '../../components/Facts.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { UrgencyBadge } from '../../components/UrgencyBadge.tsx';
import { When } from '../../components/When.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Finding } from './Finding.tsx';
import { partyOf } from './Referrals.tsx';

/** One referral: to the authority at home, to a bureau, or from one. */
export function ReferralPage() {
  const text = useText();
  const { id = '' } = useParams();
  const query = useGet<ReferralDetail>(`/api/hosting/referrals/${id}`);
  return (
    <Loaded query={query}>
      {(item) => (
        <>
          <PageHeader
            title={partyOf(item, text)}
            back={{ to: '/hosting', label: text.t('hosting.title') }}
            badges={
              <>
                <StateBadge
                  state={item.state}
                  scope={item.direction === 'out' ? 'hosting-referral.state' : 'hosting-incoming.state'}
                  size="lg"
                />
                <UrgencyBadge urgency={item.urgency} />
              </>
            }
            actions={<Actions item={item} />}
            hint={text.t(`hosting.direction.${item.direction}`)}
          />
          {item.kind === 'authority' && (
            <Alert color={item.released ? 'teal' : 'orange'} mb="md">
              {text.t(item.released ? 'hosting.released.yes' : 'hosting.released.no')}
            </Alert>
          )}
          <Section title={text.t('hosting.decision')}>
            <Facts
              facts={[
                [text.t('common.date'), <When key="at" at={item.createdAt} />],
                item.delivery !== null && [text.t('hosting.delivery'), text.word(item.delivery, 'hosting.delivery')],
                item.decision !== null && [
                  text.t('hosting.decision'),
                  text.phrase(`hosting.decision.${item.decision}`),
                ],
                item.answer !== '' && [text.t('hosting.answer-text'), item.answer],
                item.note !== '' && [text.t('hosting.note'), item.note],
              ]}
            />
          </Section>
          <Section title={text.t('hosting.count')}>
            <RowTable
              caption={text.t('hosting.count')}
              rows={item.items}
              keyOf={(row) => row.url}
              columns={[
                {
                  label: text.t('hosting.address'),
                  lead: true,
                  cell: (row) =>
                    row.urlId === null ? (
                      <Text size="sm" className="ltr" style={{ overflowWrap: 'anywhere' }}>
                        {defang(row.url)}
                      </Text>
                    ) : (
                      <Anchor
                        component={Link}
                        to={`/hosting/urls/${row.urlId}`}
                        size="sm"
                        className="ltr"
                        style={{ overflowWrap: 'anywhere' }}
                      >
                        {defang(row.url)}
                      </Anchor>
                    ),
                },
                {
                  label: text.t('hosting.verdict'),
                  cell: (row) => <Finding verdict={row.evidence.verdict} movedAt={null} />,
                },
                { label: text.t('common.date'), cell: (row) => <When at={row.evidence.at} /> },
              ]}
            />
          </Section>
        </>
      )}
    </Loaded>
  );
}

type Asked = 'decide' | 'close' | 'taken' | 'refused' | 'closed';

function Actions({ item }: { readonly item: ReferralDetail }) {
  const text = useText();
  const me = useMe();
  const [asked, setAsked] = useState<Asked | null>(null);
  const send = useSend(() => setAsked(null));
  const isOver = item.state === 'closed' || item.state === 'refused';
  if (isOver || !me.is('analyst', 'supervisor')) return null;
  const path = `/api/hosting/referrals/${item.id}`;
  const leave = (): void => {
    send.reset();
    setAsked(null);
  };
  const decides = item.direction === 'out' && item.kind === 'authority' && me.is('supervisor');
  return (
    <>
      {decides && <Button onClick={() => setAsked('decide')}>{text.t('hosting.decide')}</Button>}
      {item.direction === 'out' && (item.kind === 'bureau' || item.state === 'decided') && (
        <Button variant="default" onClick={() => setAsked('close')}>
          {text.t('hosting.close-referral')}
        </Button>
      )}
      {item.direction === 'in' &&
        (['taken', 'refused', 'closed'] as const)
          .filter((answer) => answer !== 'taken' || item.state === 'sent')
          .map((answer) => (
            <Button
              key={answer}
              variant={answer === 'refused' ? 'outline' : answer === 'taken' ? 'filled' : 'default'}
              color={answer === 'refused' ? 'red' : undefined}
              onClick={() => setAsked(answer)}
            >
              {text.t(`hosting.answer.${answer}`)}
            </Button>
          ))}
      {asked === 'decide' && <DecideDialog item={item} onClose={leave} />}
      {asked !== null && asked !== 'decide' && (
        <ReasonDialog
          opened
          title={asked === 'close' ? text.t('hosting.close-referral') : text.t(`hosting.answer.${asked}`)}
          confirm={asked === 'close' ? text.t('hosting.close-referral') : text.t(`hosting.answer.${asked}`)}
          danger={asked === 'refused'}
          pending={send.isPending}
          error={send.error}
          onClose={leave}
          onConfirm={(words) =>
            send.mutate(
              asked === 'close'
                ? { path: `${path}/close`, body: { version: item.version, reason: words } }
                : { path: `${path}/answer`, body: { version: item.version, answer: asked, text: words } },
            )
          }
        />
      )}
    </>
  );
}

function DecideDialog({ item, onClose }: { readonly item: ReferralDetail; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const [decision, setDecision] = useState<string>('hold');
  const [release, setRelease] = useState(false);
  const [by, setBy] = useState('');
  const [note, setNote] = useState('');
  return (
    <FormDialog
      title={text.t('hosting.decide')}
      submit={text.t('hosting.decide')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/hosting/referrals/${item.id}/decide`,
          body: { version: item.version, decision, release, by, note },
        })
      }
    >
      <Select
        label={text.t('hosting.decision')}
        value={decision}
        onChange={(value) => {
          setDecision(value ?? 'hold');
          if (value === 'notify') setRelease(true);
        }}
        data={DECISIONS.map((value) => ({ value, label: text.phrase(`hosting.decision.${value}`) }))}
        allowDeselect={false}
      />
      <Checkbox
        label={text.t('hosting.release')}
        checked={release}
        onChange={(event) => setRelease(event.currentTarget.checked)}
      />
      <TextInput
        label={text.t('hosting.decided-by')}
        required
        maxLength={120}
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <Textarea
        label={text.t('hosting.note')}
        autosize
        minRows={2}
        maxLength={2_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
