import { createIdentification } from '../../identification/index.ts';
import { createTestBureaus, type TestBureau, type TestCaller } from '../../testing/bureaus.ts';
import type { TipModel } from '../contract-model.ts';
import type { RoutingView } from '../contract-routing.ts';
import { createTips } from '../create-tips.ts';

/** The registries' own addresses: in the Netherlands and in the US by every source. */
export const RIPE = '193.0.6.139';
export const ARIN = '199.43.0.44';

export interface RoutingWorld extends AsyncDisposable {
  readonly us: TestBureau;
  readonly nl: TestBureau;
  pass(ms: number): void;
}

/** Washington and The Hague, with the rooms of pictures and tips. */
export async function routingWorld(): Promise<RoutingWorld> {
  const bureaus = await createTestBureaus(['US', 'NL'], (common) => {
    const identification = createIdentification(common);
    return [identification.parts, createTips({ ...common, identification }).parts];
  });
  return {
    us: bureaus.at('US'),
    nl: bureaus.at('NL'),
    pass: bureaus.pass,
    [Symbol.asyncDispose]: () => bureaus[Symbol.asyncDispose](),
  };
}

export interface Said {
  readonly address?: object;
  readonly phone?: string;
  /** The provider has not checked the number. */
  readonly isGuess?: boolean;
  readonly ip?: string;
  readonly age?: string;
  readonly victim?: object;
  readonly type?: string;
  readonly note?: string;
}

/** A report as NCMEC gives it, with what it says of who is reported and of the child. */
export function report(reportId: number, { address, phone, isGuess, ip, age, victim, type, note }: Said): object {
  return {
    reportId,
    dateReceived: '2026-11-20T08:10:00Z',
    reportedInformation: {
      reportingEsp: { espName: 'Example Chat, Inc.' },
      incidentSummary: {
        incidentType: type ?? 'Online Enticement of Children for Sexual Acts',
        incidentDateTime: '2026-11-19T19:40:00Z',
      },
      reportedPeople: {
        reportedPersons: [
          {
            firstName: 'Otto',
            espUserId: `u-${reportId}`,
            ...(age ? { approximateAge: age } : {}),
            ...(phone ? { phones: { phones: [{ value: phone, verified: !isGuess }] } } : {}),
            ...(address ? { addresses: { addresses: [address] } } : {}),
            sourceInformation: {
              sourceCaptures: ip
                ? [
                    {
                      captureType: 'IP Address',
                      value: ip,
                      dateTime: '2026-06-18T19:02:00Z',
                      eventName: 'Login',
                      port: 443,
                    },
                  ]
                : [],
            },
          },
        ],
      },
      ...(victim ? { intendedRecipients: { intendedRecipients: [{ firstName: 'Robin', ...victim }] } } : {}),
      additionalInformations: note ? [{ value: note }] : [],
    },
  };
}

/** Brings a report in through the API; answers its id. */
export async function bringIn(caller: TestCaller, body: object): Promise<string> {
  const number = (body as { reportId: number }).reportId;
  const made = await caller.ok<{ id: string }>(
    'POST',
    `/api/tip-imports?name=${number}.json`,
    Buffer.from(JSON.stringify(body)),
  );
  for (;;) {
    const { items } = await caller.ok<{ items: { tipId: string; code: string | null }[] }>(
      'GET',
      `/api/tip-imports/${made.id}/rows`,
    );
    const row = items.find((one) => one.tipId);
    if (row) return row.tipId;
    if (items[0]?.code) throw new Error(items[0].code);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export const routingOf = (caller: TestCaller, id: string): Promise<RoutingView> =>
  caller.ok<RoutingView>('GET', `/api/tips/${id}/routing`);

/** `ICAC-23 95` …: who is proposed, how surely. */
export const proposed = (view: RoutingView): string[] =>
  view.candidates.filter((one) => one.proposed).map((one) => one.id);

export function emptyModel(more: Partial<TipModel> = {}): TipModel {
  return {
    shape: 'ispws',
    reportNumber: '1',
    provider: 'Example Chat',
    incident: {
      type: 'Online Enticement of Children for Sexual Acts',
      time: { text: '', at: Date.UTC(2026, 5, 18) },
      timeNote: null,
      platform: null,
      escalated: null,
      annotations: [],
      batch: null,
      channels: [],
    },
    people: [],
    files: [],
    ips: [],
    places: [],
    phones: [],
    emails: [],
    urls: [],
    devices: [],
    lawEnforcement: null,
    texts: [],
    unknown: [],
    ...more,
  };
}
