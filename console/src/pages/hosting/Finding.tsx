import { Badge, Group, Text } from '@mantine/core';
import type { UrlRow } from '../../../../src/hosting/contract.ts';
import { useText } from '../../i18n/use-text.ts';

/** What a check found, and why, in words. */
export function Finding({ verdict, movedAt }: Pick<UrlRow, 'verdict' | 'movedAt'>) {
  const text = useText();
  if (!verdict) return <Text size="sm">{text.phrase('hosting-url.state.waiting')}</Text>;
  const name = text.phrase(`hosting.verdict.${verdict.kind}`);
  return (
    <div>
      <Group gap={6}>
        <Text size="sm" fw={600}>
          {verdict.country === null ? name : `${name} ${text.country(verdict.country)}`}
        </Text>
        {verdict.country !== null && (
          <Text size="xs" c="dimmed">
            {text.phrase(`hosting.confidence.${verdict.confidence}`)}
          </Text>
        )}
        {movedAt !== null && (
          <Badge color="orange" variant="light" size="sm" tt="none">
            {text.t('hosting.has-moved')}
          </Badge>
        )}
      </Group>
      {verdict.reasons.map((reason) => (
        <Text key={`${reason.code} ${JSON.stringify(reason.params)}`} size="xs" c="dimmed">
          {text.phrase(reason.code, reason.params)}
        </Text>
      ))}
    </div>
  );
}
