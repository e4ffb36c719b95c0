import { Button, Group, Modal, Slider, Stack, Text } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { type Crop, cropOf, cropped, moved } from './photo-crop.ts';
import type { SmallPhoto } from './small-photo.ts';

interface Props {
  readonly file: File;
  onDone(photo: SmallPhoto): void;
  onClose(): void;
}

const VIEW = 360;
const STEP = 0.02;

/**
 * Cuts the portrait out of a photograph before it is kept: by pointer, or by the keyboard (arrows move it, + and - change its size).
 * What is kept is drawn anew, so that nothing the camera wrote beside the picture goes with it.
 */
export function PhotoCrop({ file, onDone, onClose }: Props) {
  const text = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null);
  const [broken, setBroken] = useState(false);
  const [crop, setCrop] = useState<Crop>({ x: 0.5, y: 0.5, size: 1 });
  const held = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    let gone = false;
    createImageBitmap(file).then(
      (made) => (gone ? made.close() : setBitmap(made)),
      () => setBroken(true),
    );
    return () => {
      gone = true;
    };
  }, [file]);

  useEffect(() => {
    const at = canvas.current;
    const pen = at?.getContext('2d');
    if (!at || !pen || !bitmap) return;
    const scale = VIEW / Math.max(bitmap.width, bitmap.height);
    at.width = Math.round(bitmap.width * scale);
    at.height = Math.round(bitmap.height * scale);
    pen.drawImage(bitmap, 0, 0, at.width, at.height);
    const { left, top, width, height } = cropOf(crop, at.width, at.height);
    pen.fillStyle = 'rgb(0 0 0 / 55%)';
    pen.beginPath();
    pen.rect(0, 0, at.width, at.height);
    pen.rect(left, top, width, height);
    pen.fill('evenodd');
    pen.strokeStyle = '#ffffff';
    pen.lineWidth = 2;
    pen.strokeRect(left, top, width, height);
  }, [bitmap, crop]);

  function onKey(event: KeyboardEvent): void {
    const by: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    };
    const way = by[event.key];
    if (way) setCrop((before) => moved(before, way[0], way[1]));
    else if (event.key === '+' || event.key === '=') resize(crop.size + 0.05);
    else if (event.key === '-') resize(crop.size - 0.05);
    else return;
    event.preventDefault();
  }
  const resize = (size: number): void =>
    setCrop((before) => moved({ ...before, size: Math.min(1, Math.max(0.15, size)) }, 0, 0));
  function onMove(event: PointerEvent<HTMLCanvasElement>): void {
    if (!held.current) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    const [dx, dy] = [(event.clientX - held.current.x) / width, (event.clientY - held.current.y) / height];
    held.current = { x: event.clientX, y: event.clientY };
    setCrop((before) => moved(before, dx, dy));
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={text.t('notice.photo.crop')}
      closeButtonProps={{ 'aria-label': text.t('common.close') }}
      closeOnClickOutside={false}
    >
      <Stack gap="sm">
        {broken && (
          <Text c="red.8" size="sm" role="alert">
            {text.phrase('notice.photo-not-a-picture')}
          </Text>
        )}
        <Text size="sm" c="dimmed" id="crop-hint">
          {text.t('notice.photo.crop.hint')}
        </Text>
        <canvas
          ref={canvas}
          tabIndex={0}
          aria-label={text.t('notice.photo.crop')}
          aria-describedby="crop-hint"
          data-autofocus
          dir="ltr"
          style={{ maxWidth: '100%', margin: '0 auto', touchAction: 'none', cursor: 'move', display: 'block' }}
          onKeyDown={onKey}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            held.current = { x: event.clientX, y: event.clientY };
          }}
          onPointerMove={onMove}
          onPointerUp={() => {
            held.current = null;
          }}
        />
        <Text size="sm" id="crop-size">
          {text.t('notice.photo.crop.size')}
        </Text>
        <Slider
          aria-labelledby="crop-size"
          thumbLabel={text.t('notice.photo.crop.size')}
          min={15}
          max={100}
          value={Math.round(crop.size * 100)}
          label={(value) => `${value} %`}
          onChange={(value) => resize(value / 100)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {text.t('common.back')}
          </Button>
          <Button disabled={!bitmap} onClick={() => bitmap && void cropped(bitmap, crop).then(onDone)}>
            {text.t('notice.photo.crop.take')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
