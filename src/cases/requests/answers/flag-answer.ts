import { type Database, type Runtime, systemScope } from '../../../platform/index.ts';
import type { AnswerView, Particulars } from '../../contract.ts';

type Flag = AnswerView['flags'][number];

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Words this short are in every text. */
const SHORTEST = 3;

/**
 * What the text of an answer seems to disclose: a victim's name, a number that has no meaning abroad, the officer's own
 * telephone or e-mail. Looks at sealed names, and tells only that there is something; judged by a person.
 */
export async function flagAnswer(
  deps: { db: Database; runtime: Runtime },
  caseId: string,
  text: string,
): Promise<Flag[]> {
  return deps.db.tx(systemScope(deps.runtime.bureau), async (tx) => {
    const words = ` ${plain(text)} `;
    const digits = text.replaceAll(/[^0-9A-Za-z]/g, '').toLowerCase();
    const flags = new Set<Flag>();
    const holds = (value: string | undefined): boolean => {
      const sought = plain(value ?? '');
      return sought.length >= SHORTEST && words.includes(` ${sought} `);
    };
    const identities = await tx.query<{ names: Particulars['names'] }>(
      `SELECT i.names FROM case_identity i JOIN case_subject s ON s.id = i.person_id WHERE s.case_id = $1`,
      [caseId],
    );
    for (const { names } of identities) {
      for (const name of names)
        if (holds(name.family) || holds(name.given) || holds(name.full)) flags.add('victim-name');
    }
    const subjects = await tx.query<{ domestic: Particulars['domestic'] | null }>(
      `SELECT s.particulars->'domestic' AS domestic FROM case_subject s WHERE s.case_id = $1
       UNION ALL SELECT i.domestic FROM case_identity i JOIN case_subject s ON s.id = i.person_id WHERE s.case_id = $1`,
      [caseId],
    );
    for (const { domestic } of subjects) {
      for (const number of Object.values(domestic ?? {})) {
        const sought = String(number)
          .replaceAll(/[^0-9A-Za-z]/g, '')
          .toLowerCase();
        if (sought.length >= 5 && digits.includes(sought)) flags.add('domestic-number');
      }
    }
    const officers = await tx.query<{ officer: { phone: string; email: string } | null }>(
      'SELECT r.officer FROM case_request r JOIN case_file c ON c.request_id = r.id WHERE c.id = $1',
      [caseId],
    );
    for (const { officer } of officers) {
      if (!officer) continue;
      if (text.toLowerCase().includes(officer.email.toLowerCase())) flags.add('officer-contact');
      if (digits.includes(officer.phone.replaceAll(/\D/g, ''))) flags.add('officer-contact');
    }
    return [...flags];
  });
}
