import { describe, expect, it } from 'vitest';
import { judgeChange } from './lyon/judge-change.ts';

const series = (state: 'unidentified' | 'lead' | 'identified' | 'protected', by: string | null, version = 5) => ({
  state,
  by_bureau: by,
  state_version: version,
});
const judge = (
  from: string,
  to: 'lead' | 'released' | 'identified' | 'protected',
  at: ReturnType<typeof series>,
  version = 9,
) => judgeChange(at, { to, version }, from);

describe('who may change a series’ state', () => {
  it('gives the lead to one bureau at a time, and back', () => {
    expect(judge('US', 'lead', series('unidentified', null))).toEqual({ state: 'lead', by: 'US' });
    expect(judge('CA', 'lead', series('lead', 'US'))).toEqual({ code: 'series.lead-held' });
    expect(judge('US', 'lead', series('lead', 'US'))).toEqual({ state: 'lead', by: 'US' });
    expect(judge('CA', 'released', series('lead', 'US'))).toEqual({ code: 'series.not-your-lead' });
    expect(judge('US', 'released', series('lead', 'US'))).toEqual({ state: 'unidentified', by: null });
  });

  it('takes an identification from anyone, once', () => {
    expect(judge('NL', 'identified', series('unidentified', null))).toEqual({ state: 'identified', by: 'NL' });
    expect(judge('NL', 'identified', series('lead', 'US'))).toEqual({ state: 'identified', by: 'NL' });
    expect(judge('CA', 'identified', series('identified', 'NL'))).toEqual({ code: 'series.already-identified' });
    expect(judge('CA', 'lead', series('protected', 'NL'))).toEqual({ code: 'series.already-identified' });
  });

  it('never goes back from protected, and hears protection from who identified', () => {
    expect(judge('NL', 'identified', series('protected', 'NL'))).toEqual({ state: 'protected', by: 'NL' });
    expect(judge('NL', 'protected', series('identified', 'NL'))).toEqual({ state: 'protected', by: 'NL' });
    expect(judge('CA', 'protected', series('identified', 'NL'))).toEqual({ code: 'series.not-identified-by-you' });
    expect(judge('US', 'protected', series('unidentified', null))).toEqual({ code: 'series.not-identified-by-you' });
  });

  it('refuses a change based on a state that is past', () => {
    expect(judge('CA', 'lead', series('unidentified', null, 8), 7)).toEqual({ code: 'series.stale' });
  });
});
