import { Alert, Button } from '@mantine/core';
import { IconAlertTriangle, IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { TipModel, TipView } from '../../../../src/tips/contract.ts';
import { useGet, useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { type Fact, Facts } from '../../components/Facts.tsx';
import { Loaded } from '../../components/Loaded.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ReasonDialog } from '../../components/ReasonDialog.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { TimelineSection } from '../../components/TimelineSection.tsx';
import { When } from '../../components/When.tsx';
import type { Text as Words } from '../../i18n/text.ts';
import { useText } from '../../i18n/use-text.ts';
import { Authorities } from './Authorities.tsx';
import { Files } from './Files.tsx';
import { defanged, Lines } from './Lines.tsx';
import { People } from './People.tsx';
import { Places } from './Places.tsx';
import { Related } from './Related.tsx';
import { RoutingSummary } from './routing/RoutingSummary.tsx';
import { Times } from './Times.tsx';
import { Triage } from './Triage.tsx';
import { Versions } from './Versions.tsx';
import { Words as FreeWords } from './Words.tsx';

/** One report, to be read from top to bottom. */
export function TipPage() {
  const text = useText();
  const { id = '' } = useParams();
  const [earlier, setEarlier] = useState<number | null>(null);
  const query = useGet<TipView>(`/api/tips/${id}`);
  const version = useGet<{ model: TipModel }>(`/api/tips/${id}/versions/${earlier ?? 1}`, undefined, {
    enabled: earlier !== null,
  });
  return (
    <Loaded query={query}>
      {(tip) => {
        const isEarlier = earlier !== null && earlier !== tip.versions;
        const model = isEarlier ? (version.data?.model ?? null) : tip.model;
        return (
          <>
            <PageHeader
              title={tip.provider}
              number={String(tip.reportNumber)}
              back={{ to: '/tips', label: text.t('tips.title') }}
              badges={
                <>
                  <StateBadge state={tip.state} scope="tip.state" size="lg" />
                  <StateBadge state={tip.shape} scope="tip.shape" />
                </>
              }
              actions={<Decide tip={tip} />}
            />
            {model?.incident.escalated && (
              <Alert color="orange" mb="md" icon={<IconAlertTriangle />} title={text.t('tip.escalation')}>
                <bdi>{model.incident.escalated}</bdi>
              </Alert>
            )}
            {tip.model === null && (
              <Alert color="gray" mb="md">
                {text.t('tip.gone')}
              </Alert>
            )}
            {isEarlier && (
              <Alert color="gray" mb="md" icon={<IconHistory />}>
                {text.t('tip.version.shown', { n: earlier, all: tip.versions })}{' '}
                <Button size="compact-xs" variant="default" onClick={() => setEarlier(null)}>
                  {text.t('tip.version.newest')}
                </Button>
              </Alert>
            )}
            <Incident tip={tip} model={model} />
            {tip.state !== 'filling' && tip.model !== null && <Triage id={tip.id} />}
            {tip.state !== 'filling' && tip.model !== null && <RoutingSummary id={tip.id} />}
            {tip.state !== 'filling' && tip.model !== null && <Related tip={tip} />}
            {model && <People model={model} />}
            {model && <Places model={model} />}
            {model && <Times model={model} />}
            {tip.model && <Files tip={tip} />}
            <Authorities tip={tip} />
            {model && <FreeWords model={model} />}
            <Versions tip={tip} shown={isEarlier ? earlier : tip.versions} onShow={setEarlier} />
            <TimelineSection path={`/api/tips/${tip.id}/timeline`} />
          </>
        );
      }}
    </Loaded>
  );
}

function Incident({ tip, model }: { readonly tip: TipView; readonly model: TipModel | null }) {
  const text = useText();
  const incident = model?.incident;
  const police = model?.lawEnforcement;
  const time = incident?.time;
  return (
    <Section title={text.t('tips.incident')}>
      <Facts
        cols={3}
        facts={[
          incident && [text.t('tips.incident'), <bdi key="t">{incident.type}</bdi>],
          time && [
            text.t('tip.when'),
            time.at === null ? <bdi key="w">{time.text}</bdi> : <When key="w" at={time.at} />,
          ],
          incident?.platform && [text.t('tip.platform'), <bdi key="p">{incident.platform}</bdi>],
          incident &&
            incident.annotations.length > 0 && [
              text.t('tip.annotations'),
              text.list(incident.annotations.map((one) => text.word(one, 'tip.annotation'))),
            ],
          incident &&
            incident.channels.length > 0 && [
              text.t('tip.channels'),
              text.list(incident.channels.map((one) => text.word(one, 'tip.channel'))),
            ],
          ...(model ? reachOf(model, text) : []),
          incident?.batch && [text.t('tip.batch'), incident.batch],
          [text.t('tips.received'), <When key="r" at={tip.receivedAt} />],
          tip.preservedUntil !== null && [text.t('tip.preserved'), <When key="u" at={tip.preservedUntil} day />],
          police?.agency && [text.t('tip.police'), <bdi key="a">{police.agency}</bdi>],
          police?.caseNumber && [text.t('tip.police.case'), <bdi key="c">{police.caseNumber}</bdi>],
          police?.servedDomestic === 'yes' && [text.t('tip.police.domestic'), text.t('tip.tri.yes')],
          police?.servedAbroad === 'yes' && [
            text.t('tip.police.abroad'),
            police.servedCountry ? text.country(police.servedCountry) : text.t('tip.tri.yes'),
          ],
          tip.outcome && [text.t('common.reason'), text.phrase(tip.outcome)],
        ]}
      />
    </Section>
  );
}

/** What the report gives of the incident itself, beside its people. */
function reachOf(model: TipModel, text: Words): Fact[] {
  const own = <T extends { readonly of: string }>(list: readonly T[]): T[] =>
    list.filter((one) => one.of === 'incident');
  const all: readonly [string, string[]][] = [
    [text.t('tip.person.urls'), own(model.urls).map((one) => defanged(one.url))],
    [text.t('tip.person.phones'), own(model.phones).map((one) => one.value)],
    [text.t('tip.person.emails'), own(model.emails).map((one) => one.value)],
    [text.t('tip.person.ips'), own(model.ips).map((one) => one.address)],
  ];
  return all.flatMap(([label, lines]) =>
    lines.length > 0 ? [[label, <Lines key={label} lines={lines} />] as const] : [],
  );
}

/** What a person decides here without sending it anywhere. */
function Decide({ tip }: { readonly tip: TipView }) {
  const text = useText();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const send = useSend(() => setAsking(false));
  const step = tip.state === 'open' ? 'refuse' : ['routed', 'merged', 'refused'].includes(tip.state) ? 'reopen' : null;
  if (step === null || !me.is('analyst', 'supervisor', 'watch-officer')) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {text.t(`tip.${step}`)}
      </Button>
      {asking && (
        <ReasonDialog
          opened
          title={text.t(step === 'refuse' ? 'tip.refuse.title' : 'tip.reopen')}
          confirm={text.t(`tip.${step}`)}
          danger={step === 'refuse'}
          pending={send.isPending}
          error={send.error}
          onClose={() => {
            send.reset();
            setAsking(false);
          }}
          onConfirm={(reason) =>
            send.mutate({ path: `/api/tips/${tip.id}/${step}`, body: { version: tip.version, reason } })
          }
        />
      )}
    </>
  );
}
