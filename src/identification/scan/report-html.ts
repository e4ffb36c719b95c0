import { phrases } from '../phrases.ts';
import type { ScanMatch, ScanReport } from './scan-folder.ts';

const STYLE = `:root{color-scheme:light dark;--line:#8884;--soft:#8882;--warn:#b45309}
body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
thead th{position:sticky;top:0;background:Canvas}
tbody tr:nth-child(even){background:var(--soft)}
.counts{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.75rem;padding:0}
.counts div{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .8rem}
.counts dt{font-size:.85rem}.counts dd{margin:0;font-size:1.4rem;font-variant-numeric:tabular-nums}
code{font-size:.85em}.warn{color:var(--warn)}
@media (prefers-color-scheme:dark){:root{--warn:#fbbf24}}
@media print{thead th{position:static}}`;

/** A page for a person: nothing but text, no script, no picture, no link to anywhere. */
export function* htmlReport(report: ScanReport): Generator<string> {
  yield `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Scan of ${plain(report.folder)}</title><style>${STYLE}</style></head><body>
<h1>Scan of <bdi>${plain(report.folder)}</bdi></h1>
<p>From ${plain(report.startedAt)} to ${plain(report.endedAt)} (${report.seconds} s). This report shows no picture.</p>
`;
  yield counts(report);
  yield lists(report);
  yield* matches(report);
  yield* problems(report);
  yield `<h2>How it was compared</h2>
<p>The same file: equal MD5, SHA-1 or SHA-256. Near: PDQ within ${report.radius} of 256 bits, where quality is at least 50 of 100;
turned: near after a quarter turn or a mirroring. Frame: a frame of a video is near. Two unrelated pictures differ in about 128 bits;
a near match is a lead for a person to judge, not a finding.</p>
<p>${Object.entries(report.versions)
    .map(([name, version]) => `${plain(name)} ${plain(version ?? 'not installed')}`)
    .join(' · ')}</p>
</body></html>
`;
}

function counts({ counts: c }: ScanReport): string {
  const boxes: [string, number][] = [
    ['Files', c.files],
    ['Matched', c.matched],
    ['Not matched', c.unmatched],
    ['Not decoded, not matched', c.notDecoded],
    ['Not read', c.notRead],
    ['Pictures compared', c.pictures],
    ['Videos compared', c.videos],
    ['Too little to see', c.lowQuality],
    ['Taken from the state file', c.resumed],
  ];
  const kinds = `${c.matches.exact} same file, ${c.matches.near} near, ${c.matches.turned} turned, ${c.matches.frame} video frame`;
  return `<dl class="counts">${boxes.map(([name, n]) => `<div><dt>${name}</dt><dd>${n}</dd></div>`).join('')}</dl>
<p>Matches: ${kinds}.${c.leftOut > 0 ? ` ${c.leftOut} further ones of files with more than 50 are left out.` : ''}</p>
${c.notRead + c.notDecoded > 0 ? '<p class="warn">Not everything could be compared: see the problems below.</p>\n' : ''}`;
}

function lists({ lists: read }: ScanReport): string {
  const rows = read.map(
    (list, n) =>
      `<tr><td>${n + 1}</td><td><bdi>${plain(list.file)}</bdi></td><td>${plain(list.format)}</td><td>${list.entries}</td><td>${list.refused}</td><td><code>${list.sha256}</code></td></tr>`,
  );
  return `<h2>Lists</h2><table><thead><tr><th>No.</th><th>List</th><th>Format</th><th>Entries</th><th>Refused</th><th>SHA-256 of the list</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>\n`;
}

function* matches(report: ScanReport): Generator<string> {
  yield `<h2>Matches</h2>\n`;
  if (report.matches.length === 0) {
    yield '<p>None.</p>\n';
    return;
  }
  yield '<table><thead><tr><th>File</th><th>How</th><th>Listed as</th><th>Classification</th><th>List</th><th>MD5</th></tr></thead><tbody>\n';
  for (const match of report.matches) {
    const { entry } = match;
    const kind = entry.classification;
    const says = kind ? `${kind.scheme} ${kind.code}: ${kind.label}` : '';
    yield `<tr><td><bdi>${plain(match.file)}</bdi></td><td>${plain(how(match))}</td><td><bdi>${plain(entry.name)}</bdi></td><td><bdi>${plain(says)}</bdi></td><td>${entry.list + 1}, line ${entry.line}</td><td><code>${match.md5}</code></td></tr>\n`;
  }
  yield '</tbody></table>\n';
}

function how({ kind, distance, orientation, frame }: ScanMatch): string {
  const words = say(`match.${kind}`).replace('{distance}', String(distance));
  const turn = orientation && orientation !== 'original' ? ` (${say(`orientation.${orientation}`)})` : '';
  const where = frame ? `, at ${clock(frame.at)}; ${frame.agreeing} of ${frame.of} frames agree` : '';
  return `${words}${turn}${where}`;
}

function* problems({ problems: all, listProblems }: ScanReport): Generator<string> {
  if (all.length + listProblems.length === 0) return;
  yield `<h2>Problems (${all.length + listProblems.length})</h2><table><thead><tr><th>Where</th><th>What</th></tr></thead><tbody>\n`;
  for (const { list, line, reason } of listProblems) {
    yield `<tr><td><bdi>${plain(list)}</bdi>, line ${line}</td><td>${plain(say(reason))}</td></tr>\n`;
  }
  for (const { file, reason } of all) {
    yield `<tr><td><bdi>${plain(file)}</bdi></td><td>${plain(say(reason))}</td></tr>\n`;
  }
  yield '</tbody></table>\n';
}

function say(code: string): string {
  return phrases[code]?.en ?? code;
}

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function plain(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
