import type { Subject } from '../contract.ts';
import { type Found, missing, stated } from './rule.ts';

/** Where rules look for who the person is. */
export const PERSON = [
  '/subject/familyName',
  '/subject/forename',
  '/subject/sex',
  '/subject/birthDate',
  '/subject/description',
  '/subject/photos',
  '/subject/fingerprints',
  '/subject/dna',
  '/subject/documents',
  '/subject/aliases',
] as const;

function named(s: Subject): string[] {
  const absent: string[] = [];
  if (!s.familyName) absent.push('familyName');
  if (!s.forename) absent.push('forename');
  if (!s.sex || s.sex === 'U') absent.push('sex');
  if (!s.birthDate) absent.push('birthDate');
  return absent;
}

/** A description says something when two of its particulars are known, or words are given. */
function described(s: Subject): boolean {
  const d = s.description;
  if (!d) return false;
  const known = [d.heightCm, d.weightKg, d.hair, d.eyes, d.build].filter((v) => v !== undefined).length;
  return known >= 2 || d.other !== undefined;
}

const goodPhoto = (s: Subject): boolean => s.photos?.some((p) => p.goodQuality) ?? false;
const documented = (s: Subject): boolean => (s.documents?.length ?? 0) > 0;

/**
 * Red, Blue, Green: family name, forename, sex, date of birth (at least the year), plus one of description, DNA,
 * fingerprints, identity document; or a good photograph plus one more datum (alias, a parent's name, a mark the photo does not show).
 */
export function namedPerson(s: Subject): Found {
  const extra =
    (s.aliases?.length ?? 0) > 0 || s.fatherName || s.motherName || s.marks?.some((m) => !m.visibleInPhoto) || false;
  if (goodPhoto(s) && extra) return stated('/subject/photos');
  const absent = named(s);
  if (absent.length > 0) return missing('/subject', absent.join(', '));
  if (described(s) || s.dna || s.fingerprints || documented(s)) return stated('/subject');
  return missing('/subject', 'description | dna | fingerprints | documents');
}

/** Blue on an unidentified person: photograph, fingerprints or DNA. */
export function unidentifiedPerson(s: Subject): Found {
  if ((s.photos?.length ?? 0) > 0 || s.fingerprints || s.dna) return stated('/subject');
  return missing('/subject', 'photos | fingerprints | dna');
}

/** Yellow, missing: the named particulars plus one of description, good photo, DNA, fingerprints. */
export function missingPerson(s: Subject): Found {
  const absent = named(s);
  if (absent.length > 0) return missing('/subject', absent.join(', '));
  if (described(s) || goodPhoto(s) || s.dna || s.fingerprints) return stated('/subject');
  return missing('/subject', 'description | photos | dna | fingerprints');
}

/** Yellow, unable to say who they are: description and sex, plus one of good photo, fingerprints, DNA. */
export function unablePerson(s: Subject): Found {
  const absent: string[] = [];
  if (!described(s)) absent.push('description');
  if (!s.sex || s.sex === 'U') absent.push('sex');
  if (absent.length > 0) return missing('/subject', absent.join(', '));
  if (goodPhoto(s) || s.fingerprints || s.dna) return stated('/subject');
  return missing('/subject', 'photos | fingerprints | dna');
}
