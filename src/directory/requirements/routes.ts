import * as z from 'zod';
import { type Route, route } from '../../platform/index.ts';
import * as c from '../contract-requirements.ts';
import { changeSheet, type RequirementDeps, settleSheet } from './change-sheet.ts';
import { checklist } from './run-checklist.ts';
import { listSheets, sheet, sheetHistory, sheets } from './sheets.ts';

const changed = z.strictObject({ version: z.int() });

/** What each country requires. Reading it says nothing about a case. */
export function requirementRoutes(deps: RequirementDeps): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/requirements',
      action: 'directory.read',
      summary: 'All countries: how much each asks and how old the knowledge is',
      response: c.sheetList,
      handle: ({ tx }) => listSheets(tx),
    }),
    route({
      method: 'GET',
      path: '/api/requirements/compare',
      action: 'directory.read',
      summary: 'Some countries side by side',
      query: c.compareQuery,
      response: c.comparison,
      handle: async ({ tx, query }) => ({ sheets: await sheets(tx, query.countries.split(',')) }),
    }),
    route({
      method: 'GET',
      path: '/api/requirements/checklist',
      action: 'directory.read',
      summary: 'What these countries ask for these kinds of assistance',
      query: c.checklistQuery,
      response: c.checklistView,
      handle: ({ tx, query }) => checklist(tx, query.countries.split(','), query.assistance.split(',')),
    }),
    route({
      method: 'GET',
      path: '/api/requirements/:country',
      action: 'directory.read',
      summary: 'What a country requires',
      params: c.countryParams,
      response: c.sheetView,
      handle: ({ tx, params }) => sheet(tx, params.country),
    }),
    route({
      method: 'GET',
      path: '/api/requirements/:country/history',
      action: 'directory.read',
      summary: 'Every state of a country’s requirements',
      params: c.countryParams,
      response: c.sheetHistory,
      handle: ({ tx, params }) => sheetHistory(tx, params.country),
    }),
    route({
      method: 'PUT',
      path: '/api/requirements/:country',
      action: 'requirements.change',
      summary: 'Change what a country requires; our own goes to those who follow it',
      params: c.countryParams,
      body: c.sheetInput,
      response: changed,
      handle: ({ tx, params, body }) => changeSheet(deps, tx, params.country, body),
    }),
    route({
      method: 'POST',
      path: '/api/requirements/:country/settle',
      action: 'requirements.change',
      summary: 'Choose between our edit and what the country’s bureau published',
      params: c.countryParams,
      body: c.settleFollowed,
      response: changed,
      handle: ({ tx, params, body }) => settleSheet(deps, tx, params.country, body),
    }),
  ];
}
