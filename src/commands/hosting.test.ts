import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestResolver } from '../hosting/resolver.testkit.ts';

const CLI = join(import.meta.dirname, '..', 'cli.ts');

function run(args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [CLI, ...args], (error, stdout, stderr) => {
      done({ code: error === null ? 0 : ((error.code as unknown as number) ?? 1), stdout, stderr });
    });
  });
}

test('homeward hosting: a finding a line, what is no address by its line, and the same as JSON', async () => {
  // A registry's own public service: no reserved address has a country. Nothing is sent to it.
  await using resolver = await startTestResolver({ 'ripe.example': { a: ['193.0.6.139'] } });
  const folder = await mkdtemp(join(tmpdir(), 'homeward-hosting-'));
  try {
    const file = join(folder, 'urls.txt');
    await writeFile(file, 'hxxp://ripe[.]example/a\nhttp://nowhere.example/\nftp://a.example/\n');
    const args = ['hosting', file, '--resolver', resolver.server];
    const [told, json, csv] = await Promise.all([run(args), run([...args, '--json']), run([...args, '--csv'])]);
    expect(told.code).toBe(1);
    expect(told.stdout).toContain('hxxp://ripe[.]example/a  Hosted in NL (high confidence)');
    expect(told.stdout).toContain('hxxp://nowhere[.]example/  Name leads nowhere');
    expect(told.stderr).toContain('line 3: Only http and https addresses are looked up');
    expect(JSON.parse(json.stdout)).toMatchObject({
      ok: false,
      urls: [{ verdict: { country: 'NL' } }, { verdict: { kind: 'no-answer' } }],
      refused: [{ line: 3, code: 'hosting.url.scheme' }],
    });
    expect(csv.stdout.split('\n')[1]).toMatch(
      /^"hxxp:\/\/ripe\[\.\]example\/a","in-country","NL","high","193\.0\.6\.139"/,
    );
    expect((await run(['hosting', join(folder, 'none')])).code).toBe(2);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
