import { Select } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';

const URGENCIES = ['routine', 'urgent', 'life-at-risk'] as const;

interface Props {
  readonly id?: string;
  readonly value: string | null;
  readonly error?: string | null;
  readonly of?: readonly string[];
  onChange(value: string | null): void;
}

/** How soon. */
export function UrgencySelect({ of = URGENCIES, ...props }: Props) {
  const text = useText();
  return (
    <Select
      {...props}
      label={text.t('common.urgency')}
      data={of.map((value) => ({ value, label: text.word(value, 'urgency') }))}
      required
    />
  );
}
