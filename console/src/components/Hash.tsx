import { ActionIcon, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';

/** A long value of no meaning to the eye: shortened, and copied whole. */
export function Hash({ value, short = 16 }: { readonly value: string; readonly short?: number }) {
  const text = useText();
  const shown = value.length > short ? `${value.slice(0, short)}…` : value;
  return (
    <Group gap={4} wrap="nowrap" display="inline-flex">
      <span className="mono" title={value} style={{ whiteSpace: short > 24 ? undefined : 'nowrap' }}>
        {shown}
      </span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            size="sm"
            color="gray"
            onClick={copy}
            aria-label={text.t(copied ? 'common.copied' : 'common.copy')}
          >
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  );
}
