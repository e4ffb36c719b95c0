import { Box, Group } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';

const PAINT = {
  red: '#c8102e',
  blue: '#1f5fbf',
  green: '#1c7c3c',
  yellow: '#e3b505',
  black: '#1b1b1b',
  orange: '#e06c00',
  purple: '#7b3fa0',
  silver: '#b4bac2',
  un: '#4b92db',
} as const;

/** A notice's colour, in its colour and in its word. */
export function ColourMark({ colour }: { readonly colour: keyof typeof PAINT }) {
  const text = useText();
  return (
    <Group gap={6} wrap="nowrap" display="inline-flex">
      <Box
        w={12}
        h={12}
        bg={PAINT[colour]}
        style={{ borderRadius: 2, flex: 'none', border: '1px solid rgb(0 0 0 / 25%)' }}
        aria-hidden
      />
      <span>{text.word(colour, 'notice.colour')}</span>
    </Group>
  );
}
