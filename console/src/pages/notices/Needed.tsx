import { Text, Tooltip } from '@mantine/core';
import { IconPointFilled } from '@tabler/icons-react';
import type { RuleFinding } from '../../../../src/notices/contract.ts';
import { useText } from '../../i18n/use-text.ts';

/** Beside a field: a rule still asks for it. */
export function Needed({ finding }: { readonly finding: RuleFinding | null }) {
  const text = useText();
  if (!finding) return null;
  const isOneOf = String(finding.params.fields ?? '').includes('|');
  return (
    <Tooltip label={text.phrase(finding.question)} multiline maw={320}>
      <Text size="xs" mt={2} c={finding.severity === 'blocking' ? 'red.8' : 'orange.8'}>
        <IconPointFilled size={10} aria-hidden style={{ verticalAlign: 'middle' }} />{' '}
        {text.t(isOneOf ? 'notice.form.needed-one' : 'notice.form.needed')}
      </Text>
    </Tooltip>
  );
}
