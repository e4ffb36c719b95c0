import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { sniffType } from './files/sniff-type.ts';
import { type Container, containersAt, containersOfBytes, type EntryProblem } from './imports/entries.ts';
import { IspwsProblem } from './ispws/codes.ts';
import { readForm } from './ispws/read-multipart.ts';
import { readIspwsXml } from './ispws/read-report-xml.ts';
import { JsonProblem, readJson } from './le/read-json.ts';
import { sample } from './tips.testkit.ts';
import { XmlProblem } from './xml/read-document.ts';

const report = (await sample('report.xml')).toString();

function refusalOf(bytes: string | Buffer): { code: string; line: number; element: string } {
  try {
    readIspwsXml(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'report');
  } catch (error) {
    if (error instanceof XmlProblem) return { code: error.code, line: error.line, element: error.element };
    throw error;
  }
  return { code: 'read', line: 0, element: '' };
}

describe('XML from strangers', () => {
  it('refuses a DOCTYPE whatever stands before it, and takes text that speaks of one', () => {
    const external = '<!DOCTYPE report [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const bomb = `<!DOCTYPE report [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`;
    for (const doctype of [external, bomb, '<!DOCTYPE report SYSTEM "http://192.0.2.1/x.dtd">', '<!doctype report>']) {
      for (const before of ['', '\ufeff', ' \n', '<!-- > -->', '<?xml version="1.0"?><?pi ?>'])
        expect(refusalOf(`${before}${doctype}<report/>`).code).toMatch(/tip\.xml-(doctype|malformed)/);
    }
    expect(refusalOf(`<?xml version="1.0"?>${external}${report.slice(report.indexOf('<report'))}`).code).toBe(
      'tip.xml-doctype',
    );
    expect(refusalOf(report).code).toBe('read');
    expect(refusalOf('<report>&x;</report>').code).toBe('tip.xml-malformed');
  });

  it('reads UTF-8 alone, whatever is declared or is there', () => {
    const latin1 = Buffer.from(report.replace('UTF-8', 'ISO-8859-1').replace('Otto', 'Ott\xf6'), 'latin1');
    expect(refusalOf(latin1).code).toBe('tip.xml-encoding');
    expect(refusalOf(Buffer.from(report.replace('Otto', 'Ott\xf6'), 'latin1')).code).toBe('tip.xml-encoding');
    const utf16 = Buffer.from(`\ufeff${report}`, 'utf16le');
    expect(refusalOf(utf16).code).toBe('tip.xml-encoding');
    expect(refusalOf(Buffer.from(utf16).swap16()).code).toBe('tip.xml-encoding');
    expect(refusalOf(Buffer.from(report, 'utf16le')).code).toBe('tip.xml-encoding');
    expect(refusalOf(report.replace('encoding="UTF-8"', 'encoding="UTF-7"')).code).toBe('tip.xml-encoding');
    expect(refusalOf(`\ufeff${report}`).code).toBe('read');
  });

  it('bounds depth, number and length', () => {
    expect(refusalOf('<report>'.repeat(5_000)).code).toBe('tip.xml-malformed');
    expect(refusalOf(`<report>${'<a>'.repeat(100)}${'</a>'.repeat(100)}</report>`).code).toBe('tip.xml-too-deep');
    expect(refusalOf(`<report>${'<a/>'.repeat(30_000)}</report>`).code).toBe('tip.xml-too-many');
    expect(refusalOf(`<report a="${'x'.repeat(5 << 20)}"/>`).code).toBe('tip.xml-too-large');
    const long = report.replace('A meeting is planned', 'word '.repeat(200_000));
    expect(refusalOf(long).code).toBe('read');
  });

  it('names the element and the line of what does not follow the schema', () => {
    const moved = report
      .replace(/\s*<platform>.*<\/platform>/, '')
      .replace(
        '    <reportAnnotations>',
        '    <incidentDateTime>2026-10-15T08:00:00Z</incidentDateTime>\n    <reportAnnotations>',
      );
    expect(refusalOf(moved)).toEqual({ code: 'tip.xml-invalid', line: 7, element: 'reportAnnotations' });
    expect(refusalOf(report.replace('<port>443', '<port>70000'))).toMatchObject({ element: 'port', line: 50 });
    expect(refusalOf(report.replace('2026-10-15T08:00:00-07:00', 'yesterday'))).toMatchObject({
      element: 'incidentDateTime',
    });
    expect(refusalOf('<other/>')).toEqual({ code: 'tip.xml-invalid', line: 1, element: 'other' });
  });

  it('fetches no schema that the document points to, and believes no type it claims', () => {
    // A place that would answer with an error if it were looked for.
    const pointed = report
      .replace('https://provider.example/ispws/xsd', 'file:///nowhere/else.xsd')
      .replace('<platform>', '<platform xsi:type="xs:int" xsi:nil="true">');
    expect(refusalOf(pointed).code).toBe('read');
  });
});

describe('JSON from strangers', () => {
  const codeOf = (bytes: Buffer): string => {
    try {
      readJson(bytes);
    } catch (error) {
      if (error instanceof JsonProblem) return error.code;
      throw error;
    }
    return 'read';
  };

  it('bounds size, depth and number, and reads UTF-8 alone', () => {
    expect(codeOf(Buffer.alloc(17 << 20, 0x20))).toBe('tip.json-too-large');
    expect(codeOf(Buffer.from(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`))).toBe('tip.json-too-deep');
    expect(codeOf(Buffer.from(`{"a":[${'1,'.repeat(300_000)}1]}`))).toBe('tip.json-too-many');
    expect(codeOf(Buffer.from('\ufeff{"a":"\xe9"}', 'utf16le'))).toBe('tip.json-encoding');
    expect(codeOf(Buffer.from('{"a":"\xe9"}', 'latin1'))).toBe('tip.json-encoding');
    expect(codeOf(Buffer.from('\ufeff{"a":"é {[{[ \\" "}'))).toBe('read');
    expect(codeOf(Buffer.from('[]'))).toBe('tip.json-not-a-report');
    expect(codeOf(Buffer.from('{"a":'))).toBe('tip.json-malformed');
  });
});

async function zipOf(add: (zip: ZipFile) => void): Promise<Buffer> {
  const zip = new ZipFile();
  add(zip);
  zip.end();
  return buffer(zip.outputStream as never);
}

/** Each entry's name, and why it is not opened: by its directory, or once it is read. */
async function problemsOf(containers: AsyncIterable<Container>): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for await (const container of containers) {
    await using held = container;
    for (const { path, problem, read } of held.entries) {
      found[path] =
        problem?.code ??
        (await read().then(
          () => 'read',
          (error: EntryProblem) => error.code,
        ));
    }
  }
  return found;
}

describe('archives and folders from strangers', () => {
  it('refuses names that climb out, links, bombs, archives in archives and locked entries, each by name', async () => {
    const names = ['a/evil1', 'a/evil2', 'a/evil3'];
    let bytes = await zipOf((zip) => {
      zip.addBuffer(Buffer.from('{}'), 'good.json');
      for (const name of names) zip.addBuffer(Buffer.from('x'), name);
      zip.addBuffer(Buffer.from('/etc/passwd'), 'link', { mode: 0o120777 });
      zip.addBuffer(Buffer.alloc(20 << 20), 'zeros.png');
      zip.addBuffer(Buffer.from('x'), 'inner.zip');
    });
    // Names that no honest writer makes, put in place of as many bytes.
    for (const [from, to] of [
      ['a/evil1', '../evil'],
      ['a/evil2', '/evil22'],
      ['a/evil3', 'C:\\evil'],
    ] as const)
      bytes = Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
    expect(await problemsOf(containersOfBytes('x.zip', bytes))).toEqual({
      'good.json': 'read',
      '../evil': 'tip-import.slip',
      '/evil22': 'tip-import.slip',
      'C:\\evil': 'tip-import.slip',
      link: 'tip-import.link',
      'zeros.png': 'tip-import.zip-bomb',
      'inner.zip': 'tip-import.nested',
    });
  });

  it('is not lied to about sizes, and survives an archive that breaks off', async () => {
    const honest = await zipOf((zip) => zip.addBuffer(Buffer.alloc(300_000, 'ab'), 'file.bin', { compress: true }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(300_000);
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(100);
    const lying = Buffer.from(
      honest.toString('latin1').replaceAll(size.toString('latin1'), lie.toString('latin1')),
      'latin1',
    );
    expect(await problemsOf(containersOfBytes('x.zip', lying))).toEqual({ 'file.bin': 'tip-import.zip-broken' });
    expect(await problemsOf(containersOfBytes('x.zip', honest.subarray(0, 200)))).toEqual({
      zip: 'tip-import.zip-broken',
    });
  });

  it('follows no link in a folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'homeward-tips-'));
    try {
      await writeFile(join(folder, 'a.json'), '{}');
      await symlink('/etc/passwd', join(folder, 'b.json'));
      await symlink('/etc', join(folder, 'c'));
      expect(await problemsOf(containersAt(folder))).toEqual({
        'a.json': 'read',
        'b.json': 'tip-import.link',
        c: 'tip-import.link',
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('takes a file that is several things at once for what it begins as', () => {
    const gif = Buffer.from('GIF89a\x01\0\x01\0/*<html><script>alert(1)</script>PK\x03\x04%PDF-1.4', 'latin1');
    expect(sniffType(gif)).toBe('image/gif');
    expect(sniffType(Buffer.from('<html>%PDF-'))).toBeNull();
    expect(sniffType(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
  });
});

describe('forms from strangers', () => {
  const form = (text: string, limit = 1_000) =>
    readForm([Buffer.from(text)] as never, 'multipart/form-data; boundary=B', limit).then(
      (parts) => [...parts].map(([name, one]) => `${name}=${Buffer.from(one.bytes)}`).join(','),
      (error: unknown) => (error instanceof IspwsProblem ? error.code : String(error)),
    );

  it('reads parts, and refuses what breaks off, is too long, or comes twice', async () => {
    const part = (name: string, text: string) =>
      `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
    expect(await form(`${part('id', '7')}${part('file', 'a\r\n--C\r\nb')}--B--\r\n`)).toBe('id=7,file=a\r\n--C\r\nb');
    expect(await form(`${part('id', '')}--B--`)).toBe('id=');
    expect(await form(`${part('id', '7')}${part('id', '8')}--B--`)).toBe('invalidRequest');
    expect(await form(part('id', '7').slice(0, -3))).toBe('invalidRequest');
    expect(await form(`${part('id', 'x'.repeat(2_000))}--B--`)).toBe('invalidRequest');
    expect(await form('--B\r\nno headers')).toBe('invalidRequest');
    expect(await form('nothing')).toBe('invalidRequest');
  });
});
