import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeKey } from './fingerprint-types.ts';
import {
  readCategorizations,
  readEntries,
  readMembers,
  readReasons,
  readStatus,
  readSubmission,
  UnexpectedAnswer,
} from './read-wire.ts';
import { type Entry, readMoment, readNext, toSeconds } from './wire.ts';
import {
  writeCategorizations,
  writeEntries,
  writeMembers,
  writeReasons,
  writeStatus,
  writeSubmission,
  writeSubmissionResult,
} from './write-wire.ts';
import { readXml, XmlRefused } from './xml-document.ts';
import { documentOf, element } from './xml-write.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);
const NS = 'https://hashsharing.ncmec.org/hashsharing/v2';
const recorded = readFileSync(join(import.meta.dirname, 'fixtures/entries.xml'));

function whyRefused(text: string | Uint8Array): string | undefined {
  try {
    readXml(typeof text === 'string' ? bytes(text) : text, NS);
    return undefined;
  } catch (error) {
    if (error instanceof XmlRefused) return error.code;
    throw error;
  }
}

describe('a page of entries as a source sends it', () => {
  const page = readEntries(recorded);

  it('is read with tombstones, unknown fingerprints, references and feedback', () => {
    expect(page.entries.map((e) => [e.kind, e.deleted, e.member.id, e.id, toSeconds(e.at)])).toEqual([
      ['image', false, '7', 'picture-1', '2024-03-02T10:00:00Z'],
      ['image', true, '8', 'picture-9', '2024-03-02T10:20:00Z'],
      ['video', false, '7', 'picture-1', '2024-03-03T00:00:00Z'],
      ['video', true, '7', 'film-2', '2024-03-01T00:00:00Z'],
    ]);
    const [first, , film] = page.entries;
    expect(first?.fingerprints).toEqual({
      MD5: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      SHA1: '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567',
      PDNA: 'AQIDBAUG...',
      newHash2030: 'x/y',
    });
    expect(first?.classification).toBe('A1');
    expect(film?.classification).toBeNull();
    expect(film?.large).toEqual({
      TMK_PDQF: '/v2/entries/5/fingerprints/TMK_PDQF',
      VIDENTIFIER: '/v2/entries/5/fingerprints/VIDENTIFIER',
    });
    expect(first?.feedback.map((f) => [f.sentiment, f.type, f.members.map((m) => m.id)])).toEqual([
      ['affirmative', 'MD5', ['7']],
      ['negative', 'SHA1', ['8']],
    ]);
    expect(first?.feedback[1]?.reasons[0]?.reason.name).toBe('Not what it says');
    expect(first?.member.name).toBe('Example Provider & Sons');
  });

  it('says what could not be kept, the latest change, and how much is left', () => {
    expect(page.unreadable).toBe(1);
    expect(page.maxAt).toBe(Date.UTC(2024, 2, 3));
    expect(page.next).toContain('&start=2001&');
    expect(readNext(page.next ?? '')).toEqual({ start: 2001, size: 1000, max: 3000 });
    expect(readNext('/v2/entries?from=x')).toBeNull();
  });

  it('is written so that it reads the same', () => {
    // A source may put an id twice, or a type that this side has no element for: neither is written from here.
    const known = page.entries.map((e) => {
      const { newHash2030: _unknown, ...fingerprints } = e.fingerprints;
      return { ...e, fingerprints };
    });
    const again = readEntries(bytes(writeEntries(known, page.next)));
    expect(again).toEqual({ ...page, entries: known, unreadable: 0 });
    expect(readEntries(bytes(writeEntries([], null)))).toEqual({ entries: [], unreadable: 0, maxAt: null, next: null });
  });
});

describe('the smaller documents', () => {
  it('are read as they are written', () => {
    const status = { ipAddress: '192.0.2.1', username: 'a <b>', member: { id: '1', name: 'Bureau "US"' } };
    expect(readStatus(bytes(writeStatus(status)))).toEqual(status);
    const members = [status.member, { id: '42', name: 'É' }];
    expect(readMembers(bytes(writeMembers(members)))).toEqual(members);
    const reasons = [{ guid: 'g-1', name: 'Not what it says', type: 'SSVH_SAFER_HASH' }];
    expect(readReasons(bytes(writeReasons(reasons)))).toEqual(reasons);
    const groups = [{ name: 'Content', allowMultiple: false, categorizations: [{ guid: 'c-1', name: 'x' }] }];
    expect(readCategorizations(bytes(writeCategorizations(groups)))).toEqual(groups);
    const no = { sentiment: 'negative' as const, reasonIds: ['g-1', 'g-2'] };
    expect(readSubmission(bytes(writeSubmission(no)))).toEqual(no);
    expect(readSubmission(bytes(writeSubmission({ sentiment: 'affirmative' })))).toEqual({ sentiment: 'affirmative' });
    expect(writeSubmissionResult()).toContain(`<submissionResult xmlns="${NS}"/>`);
  });

  it('say nothing when they say both or neither', () => {
    const of = (inner: string) =>
      readSubmission(bytes(`<feedbackSubmission xmlns="${NS}">${inner}</feedbackSubmission>`));
    expect(of('<affirmative><!-- blank --></affirmative>')).toEqual({ sentiment: 'affirmative' });
    expect(of('')).toBeNull();
    expect(of('<negative/>')).toBeNull();
    expect(of('<affirmative/><negative><reasonIds><guid>g</guid></reasonIds></negative>')).toBeNull();
  });

  it('are refused under another root', () => {
    expect(() => readStatus(bytes(writeMembers([])))).toThrow(UnexpectedAnswer);
    expect(() => readEntries(bytes(writeReasons([])))).toThrow(UnexpectedAnswer);
  });
});

describe('XML from strangers', () => {
  it('is refused before it is parsed when it has a DOCTYPE, in whatever encoding it hides', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a xmlns="${NS}">&z;</a>`;
    expect(whyRefused(bomb)).toBe('doctype');
    expect(whyRefused(Buffer.from(`\ufeff${bomb}`, 'utf16le'))).toBe('encoding');
    expect(whyRefused(`<?xml version="1.0" encoding="UTF-7"?><a xmlns="${NS}"/>`)).toBe('encoding');
    expect(whyRefused(`<?xml version='1.0' encoding='EBCDIC-US'?><a xmlns="${NS}"/>`)).toBe('encoding');
    expect(whyRefused(`<?xml version="1.0" encoding="utf-8"?><a xmlns="${NS}"/>`)).toBeUndefined();
    expect(whyRefused(`\ufeff<a xmlns="${NS}"/>`)).toBeUndefined();
  });

  it('is refused when it is cut off, of another namespace, too deep or too large', () => {
    expect(whyRefused(recorded.subarray(0, recorded.length - 40))).toBe('malformed');
    expect(whyRefused('')).toBe('malformed');
    expect(whyRefused('<a/>')).toBe('namespace');
    expect(whyRefused('<a xmlns="urn:other"/>')).toBe('namespace');
    expect(whyRefused(`<a xmlns="${NS}">${'<b>'.repeat(3_000)}${'</b>'.repeat(3_000)}</a>`)).toBe('malformed');
    expect(whyRefused(`<a xmlns="${NS}">${'<b/>'.repeat(200_001)}</a>`)).toBe('too-many-elements');
    expect(whyRefused(Buffer.alloc((16 << 20) + 1, ' '))).toBe('too-large');
  });

  it('gives back any text that was written into it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tree = readXml(bytes(documentOf(element('a', { xmlns: NS, b: text }, text))), NS);
        // What XML cannot say comes as a mark of its absence; white space around a text is no part of it.
        const said = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
        expect(tree.attributes.b).toBe(said);
        expect(tree.text).toBe(said.trim());
      }),
      { numRuns: 100 },
    );
  });
});

describe('times and types', () => {
  it('are whole seconds, UTC', () => {
    expect(toSeconds(Date.UTC(2024, 0, 1, 0, 0, 0, 999))).toBe('2024-01-01T00:00:00Z');
    expect(readMoment('2024-01-01T02:00:00+02:00')).toBe(Date.UTC(2024, 0, 1));
    expect(readMoment('2024-13-01T00:00:00Z')).toBeNull();
    expect(readMoment('yesterday')).toBeNull();
  });

  it('are one type under each of its names', () => {
    expect(['Md5', 'md5', 'MD5'].map(typeKey)).toEqual(['MD5', 'MD5', 'MD5']);
    expect(['tmk-pdqf', 'TmkPdqf', 'TMK_PDQF'].map(typeKey)).toEqual(['TMK_PDQF', 'TMK_PDQF', 'TMK_PDQF']);
    expect(typeKey('TMK_SAFER_HASH')).toBe('SSVH_SAFER_HASH');
    expect(typeKey('newHash2030')).toBe('newHash2030');
  });

  it('keep an entry’s own words', () => {
    const entry: Entry = {
      kind: 'image',
      deleted: false,
      member: { id: '1', name: '</member><x>' },
      id: ']]>&amp;',
      at: 0,
      classification: '"B2"',
      fingerprints: { MD5: 'a'.repeat(32) },
      large: {},
      feedback: [],
      categorizations: [],
    };
    expect(readEntries(bytes(writeEntries([entry], null))).entries).toEqual([entry]);
  });
});
