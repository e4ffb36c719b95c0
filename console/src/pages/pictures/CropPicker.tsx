import { Box, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { type PointerEvent, useRef, useState } from 'react';
import type { Crop } from '../../../../src/identification/contract.ts';
import { useText } from '../../i18n/use-text.ts';

interface Props {
  readonly src: string;
  readonly fullWidth: number;
  readonly fullHeight: number;
  readonly crop: Crop;
  onChange(crop: Crop): void;
}

const LEAST = 16;
const SIDES = ['left', 'top', 'width', 'height'] as const;

/** A rectangle on a picture, drawn with the pointer or given in numbers; in pixels of the full picture. */
export function CropPicker({ src, fullWidth, fullHeight, crop, onChange }: Props) {
  const text = useText();
  const frame = useRef<HTMLDivElement>(null);
  const [start, setStart] = useState<{ x: number; y: number } | null>(null);

  function at(event: PointerEvent): { x: number; y: number } {
    const box = frame.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    const inside = (value: number, most: number) => Math.round(Math.min(Math.max(value, 0), 1) * most);
    return {
      x: inside((event.clientX - box.left) / box.width, fullWidth),
      y: inside((event.clientY - box.top) / box.height, fullHeight),
    };
  }

  function drag(event: PointerEvent): void {
    if (!start) return;
    const end = at(event);
    onChange({
      left: Math.min(start.x, end.x, fullWidth - LEAST),
      top: Math.min(start.y, end.y, fullHeight - LEAST),
      width: Math.max(LEAST, Math.abs(end.x - start.x)),
      height: Math.max(LEAST, Math.abs(end.y - start.y)),
    });
  }

  const share = (value: number, of: number) => `${(value / of) * 100}%`;
  return (
    <Stack gap="xs">
      <Box
        ref={frame}
        className="ltr"
        pos="relative"
        style={{
          touchAction: 'none',
          cursor: 'crosshair',
          overflow: 'hidden',
          width: '100%',
          maxWidth: 520,
          marginInline: 'auto',
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setStart(at(event));
        }}
        onPointerMove={drag}
        onPointerUp={() => setStart(null)}
      >
        <img src={src} alt={text.t('seal.alt')} draggable={false} style={{ width: '100%', display: 'block' }} />
        <Box
          pos="absolute"
          style={{
            left: share(crop.left, fullWidth),
            top: share(crop.top, fullHeight),
            width: share(crop.width, fullWidth),
            height: share(crop.height, fullHeight),
            border: '2px solid #fff',
            outline: '2px solid #0d2544',
            boxShadow: '0 0 0 2000px rgb(0 0 0 / 55%)',
          }}
        />
      </Box>
      <SimpleGrid cols={{ base: 2, xs: 4 }}>
        {SIDES.map((side) => (
          <NumberInput
            key={side}
            label={text.t(`clue.crop.${side}`)}
            value={crop[side]}
            min={side === 'width' || side === 'height' ? LEAST : 0}
            max={side === 'left' || side === 'width' ? fullWidth : fullHeight}
            onChange={(value) => onChange({ ...crop, [side]: Number(value) || 0 })}
            size="xs"
          />
        ))}
      </SimpleGrid>
    </Stack>
  );
}
