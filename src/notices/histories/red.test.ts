import { afterAll, beforeAll, expect, test } from 'vitest';
import { histories, reached, untilEvery } from './histories.testkit.ts';
import { Rooms } from './room.testkit.ts';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await Rooms.open();
});
afterAll(() => rooms?.[Symbol.asyncDispose]());

// The other half of the two thousand is in the file beside it: the two run at the same time.
test('a thousand random histories of a Red: the room does what the model does, and the record says so', async () => {
  await histories(rooms, 'red', 1_000, 10);
  expect(reached.histories).toBeGreaterThanOrEqual(1_000);
  expect(await untilEvery(rooms, ['red'])).toEqual([]);
}, 900_000); // What it does is bounded, how busy the machine is is not.
