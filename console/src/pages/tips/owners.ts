import type { ModelPerson, TipModel } from '../../../../src/tips/contract.ts';
import type { Text } from '../../i18n/text.ts';

/** How a person of a report is called: by name, screen name or account, else by what they are in it. */
export function nameOf(person: ModelPerson, text: Text): string {
  const names = [person.firstName, person.middleName, person.lastName].filter((one) => one !== null);
  const { screenNames, displayNames, id } = person.account;
  return names.join(' ') || screenNames[0] || displayNames[0] || id || text.t(`tip.role.${person.role}`);
}

/** Whose a detail is: `person:0`, `file:2`, `incident`. */
export function ownerOf(of: string, model: TipModel, text: Text): string {
  const [kind, at] = of.split(':');
  if (kind === 'person') {
    const person = model.people[Number(at)];
    return person ? nameOf(person, text) : of;
  }
  if (kind === 'file') {
    const file = model.files[Number(at)];
    return file ? (file.originalName ?? file.name ?? file.key) : of;
  }
  return text.t('tips.incident');
}
