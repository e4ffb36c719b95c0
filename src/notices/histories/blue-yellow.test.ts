import { afterAll, beforeAll, expect, test } from 'vitest';
import { histories, reached, untilEvery } from './histories.testkit.ts';
import { Rooms } from './room.testkit.ts';

let rooms: Rooms;
beforeAll(async () => {
  rooms = await Rooms.open();
});
afterAll(() => rooms?.[Symbol.asyncDispose]());

// The other half of the two thousand is in the file beside it: the two run at the same time.
test('a thousand random histories of a Blue and of a Yellow: the room does what the model does, and the record says so', async () => {
  await histories(rooms, 'blue', 500, 10);
  await histories(rooms, 'yellow', 500, 10);
  expect(reached.histories).toBeGreaterThanOrEqual(1_000);
  expect(await untilEvery(rooms, ['blue', 'yellow'])).toEqual([]);
}, 900_000); // What it does is bounded, how busy the machine is is not.
