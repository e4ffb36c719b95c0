import * as z from 'zod';
import type { Assistance } from '../directory/contract.ts';
import { code, partialDate, urgency } from '../protocol/schema/index.ts';
import { country } from './contract-particulars.ts';

export const text = (max: number) => z.string().trim().min(1).max(max);
export const version = z.int().min(1);
/** Originating Agency Identifier. */
export const ori = z
  .string()
  .min(7)
  .max(12)
  .regex(/^[A-Z0-9]+$/);
export const bureau = z
  .string()
  .max(4)
  .regex(/^(?:[A-Z]{2}|IPSG)$/);

export const WANTED = [
  'locate-and-arrest',
  'locate-and-trace',
  'warn',
  'find-missing',
  'identify-victim',
  'confirm-hosting',
  'exchange-intelligence',
  'contact-abroad',
  'welfare-check',
  'humanitarian',
  'unaccompanied-child',
] as const;
export const wanted = z.enum(WANTED);

/** Which kind of assistance each wish is, as countries' requirements are kept. */
export const ASSISTANCE_OF: Readonly<Record<(typeof WANTED)[number], readonly Assistance[]>> = {
  'locate-and-arrest': ['arrest-extradition'],
  'locate-and-trace': ['locate'],
  warn: [],
  'find-missing': ['locate'],
  'identify-victim': ['locate'],
  'confirm-hosting': ['records'],
  'exchange-intelligence': ['records'],
  'contact-abroad': ['interview'],
  'welfare-check': ['victim-protection'],
  humanitarian: ['victim-protection'],
  'unaccompanied-child': ['victim-protection'],
};

export const REQUEST_STATES = ['received', 'confirmed', 'returned', 'accepted', 'declined'] as const;
export const requestState = z.enum(REQUEST_STATES);
export const caseState = z.enum(['open', 'closed', 'merged']);

export const OUTCOMES = [
  'arrested',
  'located',
  'identified',
  'protected',
  'rescued',
  'returned-home',
  'reunited',
  'removed',
  'convicted',
] as const;
export const outcomeKind = z.enum(OUTCOMES);

export const DECLINE_REASONS = [
  'officer-not-confirmed',
  'not-law-enforcement',
  'not-international',
  'no-dual-criminality',
  'article-3',
  'no-link-to-subject',
  'insufficient-information',
  'duplicate',
  'withdrawn',
  'other',
] as const;
export const declineReason = z.enum(DECLINE_REASONS);

/** What is asked and why: the same of an agency, a bureau, or a case of our own. */
export const matter = {
  offence: code,
  wanted: z.array(wanted).min(1).max(WANTED.length),
  countries: z.array(country).max(40).default([]),
  urgency,
  /** Investigating law, warrant, court order: why this agency may ask. */
  legalBasis: text(1000),
  purpose: text(1000),
  summary: text(8000),
};

export const outcomeFields = {
  outcome: outcomeKind,
  country,
  date: partialDate,
  /** How many people. */
  number: z.int().min(1).max(10_000).default(1),
};
