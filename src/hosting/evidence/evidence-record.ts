import type { RecordModel } from '../../press/index.ts';
import { messageHash } from '../../protocol/index.ts';
import type { AddressEvidence, Evidence } from '../contract.ts';
import { phrases } from '../phrases.ts';
import { defang } from '../url-text.ts';

export type PaperLang = RecordModel['lang'];
/** The signed evidence inside the PDF. */
export const ATTACHED = 'evidence.json';

/** Evidence for a reader: the findings in words, and the signed bytes attached with their fingerprint in print. */
export function evidenceRecord(
  check: { readonly id: string; readonly evidence: Evidence; readonly jws: string },
  bureau: string,
  lang: PaperLang,
): RecordModel {
  const { evidence, jws } = check;
  const { verdict } = evidence;
  const say = (code: string, params: Readonly<Record<string, string | number>> = {}): string =>
    (phrases[code]?.[lang] ?? code).replaceAll(/\{(\w+)\}/g, (all, name: string) => String(params[name] ?? all));
  const paper = (name: string, params?: Readonly<Record<string, string | number>>): string =>
    say(`hosting.paper.${name}`, params);
  const countries = new Intl.DisplayNames(lang, { type: 'region' });
  const country = (code: string | null): string => (code === null ? '–' : `${countries.of(code) ?? code} (${code})`);
  const row = (name: string, ...values: string[]) => ({ label: paper(name), values });
  const named = say(`hosting.verdict.${verdict.kind}`);
  return {
    lang,
    title: paper('title'),
    number: check.id,
    subtitle: defang(evidence.url),
    stamp: '',
    author: `${bureau}`,
    date: new Date(evidence.at).toISOString().slice(0, 10),
    sections: [
      {
        heading: paper('finding'),
        rows: [
          row('address', defang(evidence.url)),
          row('verdict', verdict.country === null ? named : `${named} ${country(verdict.country)}`),
          row('confidence', say(`hosting.confidence.${verdict.confidence}`)),
          row('reasons', ...verdict.reasons.map(({ code, params }) => say(code, params))),
        ],
      },
      {
        heading: paper('asked'),
        rows: [
          row('at', moment(evidence.at)),
          row('until', moment(evidence.recheckAt)),
          ...(evidence.resolvers.length > 0 ? [row('resolver', evidence.resolvers.join(', '))] : []),
          ...(evidence.chain.length > 0 ? [row('chain', ...evidence.chain.map(bare))] : []),
          ...(evidence.problem === null ? [] : [row('problem', say(`hosting.dns.${evidence.problem}`))]),
          ...(evidence.leftOut > 0 ? [row('left-out', String(evidence.leftOut))] : []),
        ],
      },
      ...(evidence.addresses.length === 0
        ? []
        : [
            {
              heading: paper('found'),
              rows: evidence.addresses.map((one) => ({
                label: one.given,
                values: [
                  ...(one.special === null ? [] : [say(`hosting.special.${one.special}`)]),
                  ...networkOf(one, say),
                  ...registryOf(one, paper),
                  ...one.words.map(
                    (word) =>
                      `${country(word.country)}, ${say(`hosting.basis.${word.basis}`)} – ${word.source} ${word.snapshot}`,
                  ),
                ],
              })),
            },
          ]),
      {
        heading: paper('signature'),
        rows: [row('signer', bureau), row('key', headerOf(jws).kid), row('fingerprint', ...inEights(messageHash(jws)))],
        text: [paper('attached', { name: ATTACHED })],
      },
    ],
    foot: [paper('untouched')],
    attachment: {
      name: ATTACHED,
      mediaType: 'application/json',
      description: paper('title'),
      text: JSON.stringify(flattened(jws)),
    },
    missing: paper('missing'),
  };
}

/** A JWS as JSON (RFC 7515, 7.2.2): the same three parts, so that joined by dots they are the bytes of the fingerprint. */
function flattened(jws: string): { protected: string; payload: string; signature: string } {
  const [head = '', payload = '', signature = ''] = jws.split('.');
  return { protected: head, payload, signature };
}

function headerOf(jws: string): { kid: string } {
  return JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
}

const bare = (name: string): string => name.replaceAll('.', '[.]');
const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

function networkOf(one: AddressEvidence, say: (code: string, params: Record<string, string>) => string): string[] {
  return [
    ...(one.asn === null ? [] : [`AS${one.asn} ${one.asName ?? ''}`.trim()]),
    ...(one.network === null ? [] : [say('hosting.reason.front', { name: one.network })]),
  ];
}

function registryOf({ registry }: AddressEvidence, paper: (name: string) => string): string[] {
  if (!registry) return [];
  const legacy = registry.legacy ? ` (${paper('legacy')})` : '';
  return [`${paper('registry')}: ${registry.name} ${registry.block}${legacy}`];
}

/** Hex in eights, four to a line: to be compared by eye. */
function inEights(hex: string): string[] {
  const parts = hex.match(/.{8}/g) ?? [];
  return [parts.slice(0, 4).join(' '), parts.slice(4).join(' ')];
}
