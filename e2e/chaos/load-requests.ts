import { setTimeout as sleep } from 'node:timers/promises';
import type { Caller } from './caller.ts';
import type { Tally } from './tally.ts';

const AGENCY = 'MA0139900';

/** An officer asks for assistance, again and again. */
export async function loadRequests(officer: Caller, tally: Tally, run: string, going: () => boolean): Promise<void> {
  for (let n = 1; going(); n++) {
    const marker = `${run}-R${n}`;
    const { id } = await officer.post<{ id: string }>('/api/requests', requestBody(marker), marker);
    tally.requests.push({ marker, id });
    await sleep(60);
  }
}

function requestBody(marker: string): object {
  return {
    agency: AGENCY,
    officer: {
      name: 'Maren Oakhurst',
      title: 'Detective',
      phone: '+1 555 555 0114',
      email: 'maren.oakhurst@example.org',
    },
    agencyReference: marker,
    offence: 'missing-child',
    wanted: ['exchange-intelligence'],
    countries: ['NL'],
    urgency: 'routine',
    legalBasis: 'Investigation opened under state law.',
    purpose: 'Learn whether another country knows of the matter.',
    summary: `Exchange of information is asked for in matter ${marker}.`,
  };
}
