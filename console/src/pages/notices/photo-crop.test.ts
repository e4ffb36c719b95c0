import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cropOf, moved } from './photo-crop.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });

it('keeps the frame inside the picture and the portrait its shape, however it is moved', () => {
  fc.assert(
    fc.property(
      fc.record({ x: share, y: share, size: fc.double({ min: 0.15, max: 1, noNaN: true }) }),
      fc.integer({ min: 20, max: 6000 }),
      fc.integer({ min: 20, max: 6000 }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      (crop, width, height, dx, dy) => {
        const frame = cropOf(moved(crop, dx, dy), width, height);
        expect(frame.left).toBeGreaterThanOrEqual(0);
        expect(frame.top).toBeGreaterThanOrEqual(0);
        expect(frame.left + frame.width).toBeLessThanOrEqual(width + 1e-6);
        expect(frame.top + frame.height).toBeLessThanOrEqual(height + 1e-6);
        expect(frame.width / frame.height).toBeCloseTo(35 / 45, 6);
      },
    ),
  );
});
