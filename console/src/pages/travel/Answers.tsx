import { Button, Group, Select, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ANSWERS, type AnswerView, type TravelDetail } from '../../../../src/travel/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { BureauTag } from '../../components/BureauTag.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { RowTable } from '../../components/RowTable.tsx';
import { Section } from '../../components/Section.tsx';
import { StateBadge } from '../../components/StateBadge.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';

/** What destinations said, and whether the Marshals and the registry have heard it; at a destination, what was said. */
export function Answers({ item, works }: { readonly item: TravelDetail; readonly works: boolean }) {
  const text = useText();
  const [asking, setAsking] = useState<'answer' | { answer: AnswerView; to: 'marshals' | 'registry' } | null>(null);
  const answers = item.relation === 'recipient' && (item.state === 'received' || item.state === 'handed-over');
  return (
    <Section
      title={text.t('trip.answers')}
      actions={
        works &&
        answers && (
          <Button size="xs" onClick={() => setAsking('answer')}>
            {text.t('trip.answer')}
          </Button>
        )
      }
    >
      {item.answers.length === 0 ? (
        <Text size="sm" c="dimmed">
          {text.t('trip.answers.none')}
        </Text>
      ) : (
        <RowTable
          caption={text.t('trip.answers')}
          rows={item.answers}
          keyOf={(one) => one.id}
          columns={[
            { label: text.t('map.country'), lead: true, cell: (one) => <BureauTag code={one.bureau} /> },
            { label: text.t('trip.outcome'), cell: (one) => text.word(one.outcome, 'travel.answer') },
            {
              label: text.t('trip.date'),
              cell: (one) => [one.day && text.partialDate(one.day), one.place].filter(Boolean).join(', '),
            },
            { label: text.t('common.note'), cell: (one) => one.note && <bdi>{one.note}</bdi> },
            {
              label: text.t('common.state'),
              cell: (one) => <StateBadge state={one.state} scope="travel-answer.state" />,
            },
            {
              label: '',
              cell: (one) =>
                works &&
                one.state === 'to-report' && (
                  <Group gap={6}>
                    {(['marshals', 'registry'] as const)
                      .filter((to) => !one.reported[to])
                      .map((to) => (
                        <Button key={to} size="xs" variant="default" onClick={() => setAsking({ answer: one, to })}>
                          {text.t(`trip.report.${to}`)}
                        </Button>
                      ))}
                  </Group>
                ),
            },
          ]}
        />
      )}
      {asking === 'answer' && <AnswerDialog item={item} onClose={() => setAsking(null)} />}
      {asking && asking !== 'answer' && (
        <ReportDialog item={item} answer={asking.answer} to={asking.to} onClose={() => setAsking(null)} />
      )}
    </Section>
  );
}

function AnswerDialog({ item, onClose }: { readonly item: TravelDetail; onClose(): void }) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ outcome: 'admitted' }, send.error);
  return (
    <FormDialog
      title={text.t('trip.answer')}
      submit={text.t('common.send')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() => send.mutate({ path: `/api/travel/${item.id}/answer`, body: body({ version: item.version }) })}
    >
      <Select
        {...form.choice('/outcome')}
        label={text.t('trip.outcome')}
        data={ANSWERS.map((value) => ({ value, label: text.word(value, 'travel.answer') }))}
      />
      <TextInput {...form.text('/day')} label={text.t('trip.date')} placeholder="2026-12-31" dir="ltr" />
      <TextInput {...form.text('/place')} label={text.t('trip.place')} />
      <Textarea {...form.text('/note')} label={text.t('common.note')} autosize minRows={2} />
    </FormDialog>
  );
}

interface ReportProps {
  readonly item: TravelDetail;
  readonly answer: AnswerView;
  readonly to: 'marshals' | 'registry';
  onClose(): void;
}

function ReportDialog({ item, answer, to, onClose }: ReportProps) {
  const text = useText();
  const send = useSend(onClose);
  const { form, body } = useFormState({ reference: '' }, send.error);
  return (
    <FormDialog
      title={text.t(`trip.report.${to}`)}
      submit={text.t('common.save')}
      pending={send.isPending}
      error={send.error}
      onClose={onClose}
      onSubmit={() =>
        send.mutate({
          path: `/api/travel/${item.id}/answers/${answer.id}/reported`,
          body: body({ version: answer.version, to }),
        })
      }
    >
      <TextInput {...form.text('/reference')} label={text.t('trip.report.reference')} required data-autofocus />
    </FormDialog>
  );
}
