import { Button, Grid, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type Colour, type NoticeDetail, withRulings } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ColourMark } from '../../components/ColourMark.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { DistributionFields } from './DistributionFields.tsx';
import { Duplicates } from './Duplicates.tsx';
import { FieldInput, WIDE } from './FieldInput.tsx';
import { type NoticeField, sectionsOf } from './fields.ts';
import { formBody } from './form-body.ts';
import { liveReport, neededAt } from './live-report.ts';
import { Needed } from './Needed.tsx';
import { PreviewDialog } from './PreviewDialog.tsx';
import { RuleResults } from './RuleResults.tsx';

interface Props {
  readonly colour: Colour;
  readonly caseId: string | null;
  readonly notice: NoticeDetail | null;
  readonly mode: 'new' | 'edit' | 'amend';
}

interface Value {
  readonly form: object;
  readonly distribution: unknown;
  readonly reason?: string;
}

/** The form of a notice, tested by the rules at every key: the same code as the bureau's runs here. */
export function NoticeFormEditor({ colour, caseId, notice, mode }: Props) {
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const key = notice
    ? `notice.${notice.id}.${mode}.${notice.version}`
    : `notice.new.${me.person.id}.${colour}.${caseId ?? ''}`;
  const draft = useDraft<Value>(key, () => ({
    form: startOf(notice, mode) ?? { colour, subject: {} },
    distribution: notice?.distribution ?? { to: 'all', withhold: [] },
  }));
  const save = useSend<{ readonly id: string }>((saved) => {
    draft.clear();
    notifications.show({ color: 'teal', message: text.t('notice.form.saved') });
    void navigate(`/notices/${notice?.id ?? saved.id}`);
  });
  const preview = useSend<NoticeDetail>((saved) => {
    draft.clear();
    client.setQueryData([`/api/notices/${saved.id}`, null], saved);
    void navigate(`/notices/${saved.id}/edit?saved=${saved.version}&preview=1`, { replace: notice !== null });
  });
  const error = save.error ?? preview.error;
  const form = useForm(draft.value, draft.set, error);
  const title = text.t(mode === 'new' ? 'notices.new' : mode === 'edit' ? 'notice.do.edit' : 'notice.do.amend');
  const typed = useDeferredValue(draft.value.form);
  const said = useMemo(() => formBody(typed, colour), [typed, colour]);
  const report = useMemo(() => liveReport(said, notice?.owner ?? me.bureau), [said, notice?.owner, me.bureau]);

  function send(by: typeof save | typeof preview): void {
    const { distribution, reason } = draft.value;
    const body = formBody(draft.value.form, colour);
    if (!notice) {
      by.mutate({ path: '/api/notices', body: { form: body, distribution, caseId: caseId ?? undefined } });
    } else if (mode === 'edit') {
      by.mutate({
        method: 'PATCH',
        path: `/api/notices/${notice.id}`,
        body: { version: notice.version, form: body, ...(notice.number === null ? { distribution } : {}) },
      });
    } else {
      by.mutate({ path: `/api/notices/${notice.id}/amend`, body: { version: notice.version, form: body, reason } });
    }
  }

  return (
    <>
      <PageHeader
        number={notice?.number ?? notice?.reference}
        title={title}
        badges={<ColourMark colour={colour} />}
        back={
          notice
            ? { to: `/notices/${notice.id}`, label: text.t('review.notice') }
            : { to: '/notices', label: text.t('notices.title') }
        }
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send(save);
        }}
      >
        <Grid>
          <Grid.Col span={{ base: 12, lg: 8 }}>
            {sectionsOf(colour).map((section) => (
              <Section key={section.name} title={text.t(`notice.section.${section.name}`)}>
                <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} style={{ alignItems: 'start' }}>
                  {section.fields.map((field) => (
                    <div key={field.at} style={WIDE.has(field.kind) ? { gridColumn: '1 / -1' } : undefined}>
                      <FieldInput field={under(field)} form={form} colour={colour} />
                      <Needed finding={neededAt(report, field.at)} />
                    </div>
                  ))}
                </SimpleGrid>
              </Section>
            ))}
            {mode !== 'amend' && notice?.number == null && <DistributionFields form={form} at="/distribution" />}
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <div style={{ position: 'sticky', top: 72, maxHeight: 'calc(100vh - 88px)', overflowY: 'auto' }}>
              <Group mb="md" gap="xs">
                <Button type="submit" loading={save.isPending}>
                  {text.t(mode === 'amend' ? 'notice.form.amend' : 'notice.form.save')}
                </Button>
                {mode !== 'amend' && (
                  <Button variant="default" loading={preview.isPending} onClick={() => send(preview)}>
                    {text.t('notice.form.preview')}
                  </Button>
                )}
              </Group>
              {mode === 'amend' && (
                <TextInput {...form.text('/reason')} label={text.t('common.reason')} required mb="md" />
              )}
              <ProblemAlert error={error} fields />
              {draft.keptAt !== null && (
                <Text size="sm" c="dimmed" role="status" mb="sm">
                  {text.t('intake.draft.kept', { at: text.dateTime(draft.keptAt) })}
                </Text>
              )}
              <Duplicates form={said} except={notice?.id} />
              {report && <RuleResults report={report} live />}
            </div>
          </Grid.Col>
        </Grid>
      </form>
      {notice && params.get('preview') !== null && (
        <PreviewDialog
          id={notice.id}
          version={notice.version}
          onClose={() => setParams(params.get('saved') ? { saved: params.get('saved') ?? '' } : {}, { replace: true })}
        />
      )}
    </>
  );
}

/** An amendment begins with what is in force, and with what courts ruled since. */
function startOf(notice: NoticeDetail | null, mode: Props['mode']): object | undefined {
  const newest = notice?.versions[0]?.form;
  if (!newest || mode !== 'amend') return newest;
  return withRulings(newest, notice.rulings);
}

/** The field's place in what is sent: the form lies under `/form`. */
function under(field: NoticeField): NoticeField {
  return { ...field, at: `/form${field.at}` };
}
