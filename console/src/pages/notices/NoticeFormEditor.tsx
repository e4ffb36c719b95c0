import { Button, Grid, Group, SimpleGrid, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import type { Colour, NoticeDetail, reportView } from '../../../../src/notices/contract.ts';
import { useSend } from '../../api/hooks.ts';
import { useMe } from '../../api/session.ts';
import { ColourMark } from '../../components/ColourMark.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { prune } from '../../form/pointer.ts';
import { useDraft } from '../../form/use-draft.ts';
import { useForm } from '../../form/use-form.ts';
import { useText } from '../../i18n/use-text.ts';
import { DistributionFields } from './DistributionFields.tsx';
import { FieldInput, WIDE } from './FieldInput.tsx';
import { type NoticeField, sectionsOf } from './fields.ts';
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

/** The form of a notice, tested against the rules while it is written. */
export function NoticeFormEditor({ colour, caseId, notice, mode }: Props) {
  const text = useText();
  const me = useMe();
  const navigate = useNavigate();
  const key = notice
    ? `notice.${notice.id}.${mode}.${notice.version}`
    : `notice.new.${me.person.id}.${colour}.${caseId ?? ''}`;
  const draft = useDraft<Value>(key, () => ({
    form: notice?.versions[0]?.form ?? { colour, subject: {} },
    distribution: notice?.distribution ?? { to: 'all', withhold: [] },
  }));
  const check = useSend<z.infer<typeof reportView>['report']>(undefined, { quiet: true });
  const save = useSend<{ readonly id: string }>((saved) => {
    draft.clear();
    notifications.show({ color: 'teal', message: text.t('notice.form.saved') });
    void navigate(`/notices/${notice?.id ?? saved.id}`);
  });
  const form = useForm(draft.value, draft.set, save.error ?? check.error);
  const title = text.t(mode === 'new' ? 'notices.new' : mode === 'edit' ? 'notice.do.edit' : 'notice.do.amend');

  function body(): { form: object; distribution: unknown; reason: string | undefined } {
    const { form: said, reason } = draft.value;
    // Colour and subject are always there, even when nothing else is said yet.
    return {
      form: { subject: {}, ...((prune(said) as object | undefined) ?? {}), colour },
      distribution: draft.value.distribution,
      reason,
    };
  }

  function submit(): void {
    const { form: said, distribution, reason } = body();
    if (!notice) save.mutate({ path: '/api/notices', body: { form: said, distribution, caseId: caseId ?? undefined } });
    else if (mode === 'edit')
      save.mutate({
        method: 'PATCH',
        path: `/api/notices/${notice.id}`,
        body: { version: notice.version, form: said, ...(notice.number === null ? { distribution } : {}) },
      });
    else
      save.mutate({ path: `/api/notices/${notice.id}/amend`, body: { version: notice.version, form: said, reason } });
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
          submit();
        }}
      >
        <Grid>
          <Grid.Col span={{ base: 12, lg: 8 }}>
            {sectionsOf(colour).map((section) => (
              <Section key={section.name} title={text.t(`notice.section.${section.name}`)}>
                <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} style={{ alignItems: 'end' }}>
                  {section.fields.map((field) => (
                    <div key={field.at} style={WIDE.has(field.kind) ? { gridColumn: '1 / -1' } : undefined}>
                      <FieldInput field={under(field)} form={form} />
                    </div>
                  ))}
                </SimpleGrid>
              </Section>
            ))}
            {mode !== 'amend' && notice?.number == null && <DistributionFields form={form} at="/distribution" />}
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <div style={{ position: 'sticky', top: 72 }}>
              <Group mb="md" gap="xs">
                <Button
                  variant="default"
                  loading={check.isPending}
                  onClick={() => check.mutate({ path: '/api/notices/check', body: { form: body().form } })}
                >
                  {text.t('notice.form.check')}
                </Button>
                <Button type="submit" loading={save.isPending}>
                  {text.t(mode === 'amend' ? 'notice.form.amend' : 'notice.form.save')}
                </Button>
              </Group>
              {mode === 'amend' && (
                <TextInput {...form.text('/reason')} label={text.t('common.reason')} required mb="md" />
              )}
              <ProblemAlert error={save.error ?? check.error} fields />
              {draft.keptAt !== null && (
                <Text size="sm" c="dimmed" role="status" mb="sm">
                  {text.t('intake.draft.kept', { at: text.dateTime(draft.keptAt) })}
                </Text>
              )}
              {check.data && <RuleResults report={check.data} />}
            </div>
          </Grid.Col>
        </Grid>
      </form>
    </>
  );
}

/** The field's place in what is sent: the form lies under `/form`. */
function under(field: NoticeField): NoticeField {
  return { ...field, at: `/form${field.at}` };
}
