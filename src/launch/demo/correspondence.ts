import type { DemoSeed } from './seed.ts';

/** A question from Washington that The Hague still owes an answer to, and an alert that asks for none. */
export const correspondenceSeed: DemoSeed = {
  name: 'correspondence',
  async run(stage) {
    const abara = await stage.as('US', 'abara');
    const handling = { purpose: 'Identification of the child', onward: 'with-consent' };
    await abara.post('/api/threads', {
      to: ['NL'],
      type: 'request-for-information',
      subject: 'Series Ladybird: what is known of the room',
      text: 'We hold copies from a device examined in Massachusetts. Is the wallpaper or the toy known to you?',
      urgency: 'urgent',
      asks: true,
      caseId: stage.ids.get('us.case'),
      handling,
    });
    const dewit = await stage.as('NL', 'dewit');
    await dewit.post('/api/threads', {
      to: ['US', 'IPSG'],
      type: 'alert',
      subject: 'Toy of a discontinued make',
      text: 'A maker in our country sold this toy until 2019 only; shops that sold it are being listed.',
      urgency: 'routine',
      asks: false,
      handling,
    });
  },
};
