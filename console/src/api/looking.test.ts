import { expect, it } from 'vitest';
import { isLooking } from './looking.ts';

it('takes looking for no news, and news for news', () => {
  const looking = ['media.read', 'icse-media.read', 'icse.media-read', 'series.timeline-viewed', 'curation.listed'];
  const news = [
    'icse.clue-listed',
    'icse.clue-read',
    'clue.read-here',
    'icse.looked-up',
    'message.read',
    'case.opened',
  ];
  expect(looking.filter((act) => !isLooking(act))).toEqual([]);
  expect(news.filter(isLooking)).toEqual([]);
});
