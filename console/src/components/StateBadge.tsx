import { Badge } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import { lookOf } from './state-look.ts';

interface Props {
  readonly state: string;
  /** Where its word stands: `notice.state`, tried in order. */
  readonly scope: string | readonly string[];
  readonly size?: 'sm' | 'md' | 'lg';
}

/** A state in words, with a sign and a colour. */
export function StateBadge({ state, scope, size = 'md' }: Props) {
  const text = useText();
  const { color, icon: Icon } = lookOf(state);
  const scopes = typeof scope === 'string' ? [scope] : scope;
  return (
    <Badge
      color={color}
      variant="light"
      size={size}
      tt="none"
      leftSection={<Icon size={13} aria-hidden />}
      className="state-badge"
    >
      {text.word(state, ...scopes, 'state')}
    </Badge>
  );
}
