import { Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { CRITERIA, type CriterionAnswer } from '../../../../src/cases/contract.ts';
import { useGet } from '../../api/hooks.ts';
import { useText } from '../../i18n/use-text.ts';

type Code = CriterionAnswer['code'];
type Answer = CriterionAnswer['answer'];
export type Answers = Partial<Record<Code, { readonly answer?: Answer; readonly note?: string }>>;

export function answersOf(list: readonly { code: Code; answer: Answer; note: string | null }[]): Answers {
  return Object.fromEntries(list.map(({ code, answer, note }) => [code, { answer, note: note ?? '' }]));
}

interface Props {
  readonly answers: Answers;
  readonly readOnly: boolean;
  onChange(answers: Answers): void;
}

/** The intake criteria, each answered by itself. */
export function CriteriaFields({ answers, readOnly, onChange }: Props) {
  const text = useText();
  const { data } = useGet<{ readonly basis: string }>('/api/intake-criteria', undefined, { lasting: true });
  return (
    <Stack gap="md">
      {CRITERIA.map((code, n) => {
        const given = answers[code] ?? {};
        const change = (next: Partial<typeof given>) => onChange({ ...answers, [code]: { ...given, ...next } });
        return (
          <div key={code}>
            <Radio.Group
              label={`${n + 1}. ${text.word(code, 'criterion')}`}
              value={given.answer ?? null}
              onChange={(answer) => change({ answer: answer as Answer })}
              readOnly={readOnly}
            >
              <Group mt={4} gap="lg">
                <Radio value="met" label={text.t('criteria.met')} disabled={readOnly} />
                <Radio value="not-met" label={text.t('criteria.not-met')} disabled={readOnly} />
              </Group>
            </Radio.Group>
            {(given.answer || given.note) &&
              (readOnly ? (
                given.note && <Text size="sm">{given.note}</Text>
              ) : (
                <TextInput
                  mt={4}
                  size="xs"
                  aria-label={text.t('criteria.note')}
                  placeholder={text.t('criteria.note')}
                  value={given.note ?? ''}
                  onChange={(event) => change({ note: event.currentTarget.value })}
                />
              ))}
          </div>
        );
      })}
      {data && (
        <Text size="xs" c="dimmed">
          {text.t('criteria.basis', { basis: data.basis })}
        </Text>
      )}
    </Stack>
  );
}
