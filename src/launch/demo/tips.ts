import { createHash } from 'node:crypto';
import type { DemoSeed } from './seed.ts';

/** Two reports as NCMEC would hand them over: one that points to The Hague, one whose file is known at Lyon by its hash. */
export const tipsSeed: DemoSeed = {
  name: 'tips',
  async run(stage) {
    const abara = await stage.as('US', 'abara');
    const md5 = createHash('md5')
      .update(await stage.picture('room-1.jpg'))
      .digest('hex');
    for (const report of await stage.data<{ reportId: number }[]>('tips.json')) {
      const text = JSON.stringify(report).replaceAll('MD5-OF-PICTURE', md5);
      await abara.post(`/api/tip-imports?name=${report.reportId}.json`, Buffer.from(text));
    }
  },
};
