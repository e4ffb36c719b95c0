import { Button, Checkbox, Group, Stack, Textarea } from '@mantine/core';
import { useSend } from '../../api/hooks.ts';
import { ProblemAlert } from '../../components/ProblemAlert.tsx';
import { Section } from '../../components/Section.tsx';
import { useFormState } from '../../form/use-form-state.ts';
import { useText } from '../../i18n/use-text.ts';
import type { ReviewDetail } from './ReviewPage.tsx';

/** Pass, return or refuse: with the rules that a person has to judge, one by one. */
export function DecideForm({ review }: { readonly review: ReviewDetail }) {
  const text = useText();
  const send = useSend();
  const { form, body } = useFormState({ judged: [] }, send.error);
  const toJudge = (review.report?.findings ?? []).filter((finding) => finding.result === 'judge');
  const below = toJudge.some((finding) => finding.found === 'rule.found.importance-claimed');
  const decide = (decision: 'pass' | 'return' | 'refuse') =>
    send.mutate({ path: `/api/reviews/${review.id}/decide`, body: body({ version: review.version, decision }) });
  return (
    <Section title={text.t('review.your-decision')}>
      <Stack gap="sm">
        {toJudge.length > 0 && (
          <Checkbox.Group {...form.many('/judged')} label={text.t('review.judged')}>
            <Stack gap={8} mt={6}>
              {toJudge.map((finding) => (
                <Checkbox key={finding.id} value={finding.id} label={text.phrase(finding.question)} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {below && <Textarea {...form.text('/override')} label={text.t('review.override')} autosize minRows={2} />}
        <Textarea
          {...form.text('/reason')}
          label={text.t('common.reason')}
          description={text.t('common.reason.hint')}
          autosize
          minRows={2}
        />
        <ProblemAlert error={send.error} />
        <Group gap="xs">
          <Button loading={send.isPending} onClick={() => decide('pass')}>
            {text.t('review.decide.pass')}
          </Button>
          <Button variant="default" disabled={send.isPending} onClick={() => decide('return')}>
            {text.t('review.decide.return')}
          </Button>
          <Button variant="outline" color="red" disabled={send.isPending} onClick={() => decide('refuse')}>
            {text.t('review.decide.refuse')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
