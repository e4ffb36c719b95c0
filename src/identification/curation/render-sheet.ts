import { createHash } from 'node:crypto';
import type { SheetQuery } from '../contract.ts';
import { phrases } from '../phrases.ts';

export interface Sheet {
  readonly id: string;
  readonly kind: string;
  readonly words: string;
  readonly make: string | null;
  readonly placeHints: readonly string[];
  /** Pixels of the crop. */
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
  readonly bureau: string;
  readonly bureauName: string;
  /** JPEG. */
  readonly picture: Uint8Array;
  readonly printedAt: number;
}

const STYLE = (paper: SheetQuery['paper']): string => `
@page{size:${paper === 'a4' ? 'A4' : 'letter'};margin:18mm}
*{box-sizing:border-box}
body{font:12pt/1.5 system-ui,"Noto Sans","Noto Sans Arabic",sans-serif;color:#111;background:#fff;max-width:44rem;margin:1.5rem auto;padding:0 1rem}
h1{font-size:18pt;line-height:1.25;margin:0 0 1rem}
figure{margin:0 0 1rem;text-align:center;break-inside:avoid}
img{max-width:100%;max-height:120mm;border:1px solid #767676}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1rem;margin:0 0 1rem}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
footer{border-top:1px solid #767676;padding-top:.5rem;font-size:10pt}
@media print{body{max-width:none;margin:0;padding:0}}`;

/**
 * A page to print: the object alone, its words, and whom to write to. Of the series and of any other picture it says nothing.
 * Self-contained: no script, nothing fetched. `csp` lets exactly this style and the picture in it through.
 */
export function renderSheet(sheet: Sheet, query: Pick<SheetQuery, 'lang' | 'paper'>): { html: string; csp: string } {
  const { lang, paper } = query;
  const say = (code: string): string => phrases[code]?.[lang] ?? code;
  const kind = say(`clue.kind.${sheet.kind}`);
  const style = STYLE(paper);
  const facts: [string, string, boolean][] = [
    ['sheet.kind', kind, false],
    ...(sheet.make === null ? [] : ([['sheet.make', sheet.make, true]] as [string, string, boolean][])),
    ...(sheet.placeHints.length === 0
      ? []
      : ([['sheet.place', sheet.placeHints.join(', '), true]] as [string, string, boolean][])),
    ['sheet.size', `${sheet.width} × ${sheet.height}`, false],
    ['sheet.reference', `${sheet.bureau}:clue:${sheet.id}`, false],
    ['sheet.fingerprint', sheet.sha256, false],
    ['sheet.contact', `${sheet.bureauName} (${sheet.bureau})`, true],
    ['sheet.printed', new Date(sheet.printedAt).toISOString().slice(0, 16).replace('T', ' ').concat(' UTC'), false],
  ];
  const rows = facts.map(
    // Codes and numbers keep their own direction within a right-to-left page.
    ([code, value, isText]) =>
      `<dt>${escapeHtml(say(code))}</dt><dd${isText ? ' dir="auto"' : ''}>${isText ? escapeHtml(value) : `<bdi>${escapeHtml(value)}</bdi>`}</dd>`,
  );
  const html = `<!doctype html>
<html lang="${lang}" dir="${lang === 'ar' ? 'rtl' : 'ltr'}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(say('sheet.title'))}</title><style>${style}</style></head>
<body><main>
<h1>${escapeHtml(say('sheet.title'))}</h1>
<figure><img src="data:image/jpeg;base64,${Buffer.from(sheet.picture).toString('base64')}" alt="${escapeHtml(`${kind}: ${sheet.words}`)}">
<figcaption dir="auto">${escapeHtml(sheet.words)}</figcaption></figure>
<dl>${rows.join('\n')}</dl>
<p>${escapeHtml(say('sheet.question'))}</p>
</main><footer>${escapeHtml(say('sheet.footer'))}</footer></body></html>
`;
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    html,
    csp: `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
