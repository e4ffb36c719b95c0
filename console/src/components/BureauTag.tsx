import { Badge, Group, Text } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';

/** A bureau: its code, and its name where there is room. */
export function BureauTag({ code, named = true }: { readonly code: string; readonly named?: boolean }) {
  const text = useText();
  return (
    <Group gap={6} wrap="nowrap" display="inline-flex">
      <Badge variant="default" className="ltr" size="sm" title={text.bureau(code)} style={{ flex: 'none' }}>
        {code}
      </Badge>
      {named && (
        <Text span size="sm">
          {text.bureau(code)}
        </Text>
      )}
    </Group>
  );
}
