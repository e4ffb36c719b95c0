import { type Deps, tipRef } from '../deps.ts';
import { keepWords } from '../files/keep-words.ts';
import type { Provider } from '../providers/admit-provider.ts';
import { IspwsProblem } from './codes.ts';
import { normaliseFile } from './normalise-file.ts';
import { lockFilling, readNumber } from './own-report.ts';
import { readIspwsXml } from './read-report-xml.ts';

/** Keeps what a provider says of a file; said again it is a word more, and the last counts. @throws IspwsProblem, XmlProblem */
export async function describeFile(deps: Deps, provider: Provider, raw: Uint8Array): Promise<{ number: number }> {
  const words = normaliseFile(readIspwsXml(raw, 'fileDetails'));
  const number = readNumber(words.reportNumber);
  return deps.db.tx(provider.scope, async (tx) => {
    const tip = await lockFilling(tx, provider, number);
    const [file] = await tx.query<{ id: string; compartment: string }>(
      'SELECT id, compartment FROM tips_file WHERE tip_id = $1 AND key = $2 FOR UPDATE',
      [tip.id, words.fileKey],
    );
    if (!file) throw new IspwsProblem('noFile');
    await keepWords(tx, { fileId: file.id, raw, file: words.file, more: words.more, compartment: file.compartment });
    await tx.query('UPDATE tips_tip SET touched_at = $2 WHERE id = $1', [tip.id, tx.now]);
    deps.audit.record(tx, {
      act: 'tip.file-described',
      entity: tipRef(tip.id),
      body: { file: words.fileKey, viewed: words.file.viewed },
    });
    return { number: tip.report_number };
  });
}
