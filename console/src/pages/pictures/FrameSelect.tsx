import { Select, Text } from '@mantine/core';
import type { MediaView } from '../../../../src/identification/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { clockTime } from './clock-time.ts';

/** What makes a media a video: where its still is, and its frames. */
export type VideoFacts = Pick<NonNullable<MediaView['video']>, 'stillMs' | 'times'>;

interface Props {
  readonly video: VideoFacts;
  /** Null: the still. */
  readonly value: number | null;
  onChange(frame: number | null): void;
}

/** Which frame of a video is looked at; it is never played. */
export function FrameSelect({ video, value, onChange }: Props) {
  const text = useText();
  const others = video.times.filter((at) => at !== video.stillMs);
  return (
    <>
      <Select
        label={text.t('seal.frames.choose')}
        value={value === null ? 'still' : String(value)}
        onChange={(chosen) => onChange(chosen === null || chosen === 'still' ? null : Number(chosen))}
        data={[
          { value: 'still', label: text.t('seal.frames.still', { at: clockTime(video.stillMs) }) },
          ...others.map((at) => ({ value: String(at), label: text.t('seal.frames.at', { at: clockTime(at) }) })),
        ]}
        allowDeselect={false}
        searchable
      />
      <Text size="xs" c="dimmed">
        {text.t('seal.frames.hint')}
      </Text>
    </>
  );
}
