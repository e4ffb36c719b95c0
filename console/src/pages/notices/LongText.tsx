import { Badge, Group, Text } from '@mantine/core';
import { type NoticeForm, WORDED, wordingIn } from '../../../../src/notices/contract.ts';
import { getAt } from '../../form/pointer.ts';
import { useText } from '../../i18n/use-text.ts';

/** A long text of a notice in the reader's language, as far as it is there, and the original beside what was translated. */
export function LongText({
  form,
  at,
  label,
}: {
  readonly form: NoticeForm;
  readonly at: string;
  readonly label: string;
}) {
  const text = useText();
  const field = WORDED.find((one) => one === at);
  const worded = field && form.wording?.[field] ? wordingIn(form, field, text.language) : null;
  const original = String(getAt(form, at));
  return (
    <div>
      <Group gap={6}>
        <Text size="xs" c="dimmed">
          {label}
        </Text>
        {worded && (
          <Badge size="xs" variant="light" color={worded.state === 'missing' ? 'orange' : 'teal'} tt="none">
            {text.word(worded.state, 'notice.wording')}
          </Badge>
        )}
      </Group>
      <Text size="sm" className="prose" dir="auto">
        {worded?.text ?? original}
      </Text>
      {worded && worded.state !== 'original' && (
        <Text size="xs" c="dimmed" className="prose" lang={worded.from} dir="auto">
          {text.word('original', 'notice.wording')}: {original}
        </Text>
      )}
    </div>
  );
}
