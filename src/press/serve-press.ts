import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { coverageOf } from './coverage.ts';
import type { Answer, Numbered } from './tasks.ts';

const FONTS = [
  import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
  import.meta.resolve('@expo-google-fonts/noto-naskh-arabic/700Bold/NotoNaskhArabic_700Bold.ttf'),
];
/** Nothing of the machine's own is in reach of a template: what is compiled lies in memory, under a folder that is not there. */
const ROOT = '/homeward-press';
/** Archival, tagged, with files attached. */
const STANDARD = 'a-3a';

/** What the template reads: `main` is it, everything else lies beside it under its path (`/data.json`). */
export interface Sheet {
  readonly main: Buffer;
  readonly files: readonly { readonly path: string; readonly bytes: Buffer }[];
  /** Some character is in none of the fonts. */
  readonly missing: boolean;
}

/**
 * The press process: Typst in a process of its own, started by `Press` within limits. It holds no key, no connection and no
 * environment, reads nothing but its template and four fonts, and ends with its owner.
 * @param layOut what a task's document is made of; `covered` says whether the fonts can show a character
 */
export function servePress<Task>(layOut: (task: Task, covered: (codePoint: number) => boolean) => Sheet): void {
  const fonts = FONTS.map((font) => readFileSync(fileURLToPath(font)));
  // The regular cuts: the bold ones have the same characters.
  const known = [fonts[0], fonts[2]].flatMap((font) => (font ? [coverageOf(font)] : []));
  const covered = (codePoint: number): boolean => known.some((has) => has(codePoint));
  const compiler = NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: fonts }] });

  const press = ({ id, task }: Numbered<Task>): Answer => {
    const { main, files, missing } = layOut(task, covered);
    compiler.resetShadow();
    compiler.mapShadow(`${ROOT}/main.typ`, main);
    for (const file of files) compiler.mapShadow(`${ROOT}${file.path}`, file.bytes);
    const compiled = compiler.compile({ mainFilePath: `${ROOT}/main.typ`, resetRead: true });
    const document = compiled.result;
    if (!document) return { id, problem: said(compiled.takeDiagnostics()?.shortDiagnostics) };
    const pdf = compiler.pdf(document, { pdfStandard: STANDARD });
    // What one document left in the cache is of no use to the next, and should not stay.
    compiler.evictCache(0);
    return { id, pdf, pages: document.numOfPages, missing };
  };

  process.on('message', (task: Numbered<Task>) => {
    let answer: Answer;
    try {
      answer = press(task);
    } catch (error) {
      answer = { id: task.id, problem: error instanceof Error ? error.message.slice(0, 2_000) : 'unknown' };
    }
    process.send?.(answer);
  });
  process.send?.({ ready: true });
}

function said(diagnostics: unknown): string {
  return JSON.stringify(diagnostics ?? 'no document').slice(0, 2_000);
}
