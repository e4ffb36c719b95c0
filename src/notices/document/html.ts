import { apart, directionOf } from '../../press/index.ts';
import type { DocumentModel } from './model.ts';
import { colourOf } from './prepare.ts';

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
/** A text in its own direction, with its lines, its codes from left to right. */
const inside = (text: string): string => {
  const parts = directionOf(text) === 'rtl' ? apart(text) : [{ text, isCode: false }];
  return parts
    .map((part) => (part.isCode ? `<bdi dir="ltr">${escaped(part.text)}</bdi>` : escaped(part.text)))
    .join('')
    .replaceAll('\n', '<br>');
};
const said = (text: string): string => `<bdi>${inside(text)}</bdi>`;

/**
 * The document as one accessible page, without a script: the fallback where the text of a PDF does not come out well. Every
 * value stands in its own direction; the picture is inside the page.
 */
export function renderHtml(model: DocumentModel): string {
  const { fill, ink } = colourOf(model.colour);
  const rows = (list: DocumentModel['head']): string =>
    `<dl>${list
      .map(
        (row) =>
          `<div><dt>${said(row.label)}</dt>${row.values.map((value) => `<dd dir="auto">${inside(value)}</dd>`).join('')}</div>`,
      )
      .join('')}</dl>`;
  const photos = model.photos.map(
    (photo) =>
      `<figure><img src="data:${photo.mediaType};base64,${photo.data.replace(/[^A-Za-z0-9+/=]/g, '')}" alt="${escaped(photo.alt)}">${photo.caption ? `<figcaption>${said(photo.caption)}</figcaption>` : ''}</figure>`,
  );
  const title = [model.title, model.number, model.name].filter(Boolean).join(' · ');
  return `<!doctype html>
<html lang="${model.lang}" dir="${model.dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
:root{--fill:${fill};--ink:${ink};--muted:#4a5260;color-scheme:light}
*{box-sizing:border-box}
body{margin:0;background:#fff;color:#14181f;font:16px/1.5 "Noto Sans","Noto Sans Arabic","Noto Naskh Arabic",system-ui,sans-serif}
main{position:relative;max-width:48rem;margin:0 auto;padding:2rem 1.5rem;overflow:hidden}
main::before{content:"";position:absolute;inset-block-start:0;inset-inline-end:0;width:5.5rem;height:5.5rem;background:var(--fill);clip-path:polygon(0 0,100% 0,100% 100%)}
[dir=rtl] main::before{clip-path:polygon(0 0,100% 0,0 100%)}
h1{margin:0;color:var(--ink);font-size:1.9rem;line-height:1.2;padding-inline-end:5rem}
h2{margin:1.6rem 0 .4rem;padding-bottom:.2rem;border-bottom:2px solid var(--ink);font-size:1.1rem}
.purpose{margin:.2rem 0 0;color:var(--muted);padding-inline-end:4rem}
.stamp{display:inline-block;margin:.8rem 0 0;padding:.2rem .7rem;border:2px solid var(--ink);color:var(--ink);font-weight:700}
.head{display:flex;flex-wrap:wrap;gap:1.2rem;margin-top:1rem}
.head>section{flex:1 1 18rem}
.name{margin:0;font-size:1.4rem;font-weight:700}.native{margin:0 0 .4rem;font-size:1.15rem}
figure{margin:0 0 .5rem}img{display:block;max-width:10rem;max-height:13rem}figcaption,footer,.none{color:var(--muted);font-size:.85rem}
.none{width:10rem;height:12rem;border:1px solid var(--muted);display:grid;place-items:center;text-align:center;margin:0}
dl{margin:0}dl>div{display:grid;grid-template-columns:minmax(8rem,31%) 1fr;column-gap:1rem;padding:.15rem 0;break-inside:avoid}
dt{grid-column:1;color:var(--muted)}dd{grid-column:2;margin:0;overflow-wrap:anywhere;text-align:start}
[dir=rtl] dd{text-align:right}[dir=ltr] dd{text-align:left}
footer{margin-top:2rem;padding-top:.6rem;border-top:1px solid var(--muted)}footer p{margin:.2rem 0}
@media (max-width:30rem){dl>div{grid-template-columns:1fr}dd,dt{grid-column:1}}
@media print{@page{size:A4;margin:18mm}main{max-width:none;padding:0}main::before{print-color-adjust:exact;-webkit-print-color-adjust:exact}h2{break-after:avoid}}
</style>
</head>
<body>
<main>
<header>
<h1>${said(model.title)}</h1>
${model.purpose ? `<p class="purpose">${said(model.purpose)}</p>` : ''}
${model.stamp ? `<p class="stamp">${said(model.stamp)}</p>` : ''}
</header>
<div class="head">
<div>${photos.join('') || `<p class="none">${said(model.noPhoto)}</p>`}</div>
<section>
<p class="name">${said(model.name)}</p>
${model.nativeName ? `<p class="native">${said(model.nativeName)}</p>` : ''}
${rows(model.head)}
</section>
</div>
${model.sections.map((section) => `<section><h2>${said(section.heading)}</h2>${rows(section.rows)}</section>`).join('\n')}
<footer>${model.foot.map((line) => `<p>${said(line)}</p>`).join('')}</footer>
</main>
</body>
</html>
`;
}
