import { type ElementRule, ROOTS, TYPES, type TypeRule, VALUES } from './schema.ts';

/** Simple types and what they stand for in XML Schema; the others are lists of documented values. */
const SIMPLE: Readonly<Record<string, string>> = {
  string: 'xs:string',
  boolean: 'xs:boolean',
  int: 'xs:int',
  long: 'xs:long',
  date: 'xs:date',
  dateTime: 'xs:dateTime',
  token: 'xs:token',
};

/** `/ispws/xsd`: the rules as an XML Schema. The order of elements counts; documented values are named and others accepted. */
export function writeXsd(): string {
  const parts = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="unqualified">',
    ...Object.entries(ROOTS).map(([name, type]) => `<xs:element name="${name}" type="${type}Type"/>`),
    ...Object.entries(TYPES).map(([name, rule]) => complexType(name, rule)),
    ...Object.entries(VALUES).map(([name, values]) => openList(name, values)),
    simpleType(
      'port',
      '<xs:restriction base="xs:int"><xs:minInclusive value="1"/><xs:maxInclusive value="65535"/></xs:restriction>',
    ),
    simpleType('hash', '<xs:restriction base="xs:string"><xs:maxLength value="64"/></xs:restriction>'),
    // Some clients give a day, some a moment.
    simpleType('moment', '<xs:union memberTypes="xs:dateTime xs:date"/>'),
    '</xs:schema>',
  ];
  return `${parts.join('\n')}\n`;
}

function complexType(name: string, rule: TypeRule): string {
  const attributes = rule.attributes
    .map(
      (one) =>
        `<xs:attribute name="${one.name}" type="${typeName(one.type)}"${one.isRequired ? ' use="required"' : ''}/>`,
    )
    .join('');
  if (rule.order === 'text') {
    return `<xs:complexType name="${name}Type"><xs:simpleContent><xs:extension base="${typeName(rule.base)}">${attributes}</xs:extension></xs:simpleContent></xs:complexType>`;
  }
  const places = rule.places.map((place) => {
    const elements = place.map(element).join('');
    return place.length > 1 ? `<xs:choice minOccurs="0">${elements}</xs:choice>` : elements;
  });
  const content = `<xs:${rule.order}>${places.join('')}</xs:${rule.order}>`;
  return `<xs:complexType name="${name}Type">${content}${attributes}</xs:complexType>`;
}

function element({ name, min, isMany, type }: ElementRule): string {
  const occurs = `${min === 0 ? ' minOccurs="0"' : ''}${isMany ? ' maxOccurs="unbounded"' : ''}`;
  // A flag stands for itself: it is there or it is not, and `false` is an error.
  if (type === 'flag') return `<xs:element name="${name}" type="xs:boolean" fixed="true"${occurs}/>`;
  return `<xs:element name="${name}" type="${typeName(type)}"${occurs}/>`;
}

function openList(name: string, values: readonly string[]): string {
  const known = values.map((value) => `<xs:enumeration value="${escaped(value)}"/>`).join('');
  return simpleType(
    name,
    `<xs:union memberTypes="xs:string"><xs:simpleType><xs:restriction base="xs:string">${known}</xs:restriction></xs:simpleType></xs:union>`,
  );
}

function simpleType(name: string, content: string): string {
  return `<xs:simpleType name="${name}Type">${content}</xs:simpleType>`;
}

function typeName(type: string): string {
  return SIMPLE[type] ?? `${type}Type`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
