import { Badge } from '@mantine/core';
import { IconBolt, IconHeartbeat, IconPoint } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';

type Urgency = 'routine' | 'urgent' | 'life-at-risk';
const LOOK = {
  routine: { color: 'gray', variant: 'outline', icon: IconPoint },
  urgent: { color: 'orange', variant: 'light', icon: IconBolt },
  'life-at-risk': { color: 'red', variant: 'filled', icon: IconHeartbeat },
} as const;

/** How soon an answer is owed. */
export function UrgencyBadge({ urgency }: { readonly urgency: Urgency }) {
  const text = useText();
  const { icon: Icon, color, variant } = LOOK[urgency];
  return (
    <Badge color={color} variant={variant} tt="none" leftSection={<Icon size={13} aria-hidden />}>
      {text.word(urgency, 'urgency')}
    </Badge>
  );
}
