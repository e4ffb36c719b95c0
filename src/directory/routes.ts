import * as z from 'zod';
import { notFound, type Route, route } from '../platform/index.ts';
import { bureauCode, uuid } from '../protocol/schema/index.ts';
import { readRoot } from './bootstrap-root.ts';
import {
  agencyQuery,
  agencyView,
  alarmView,
  bureauView,
  codesView,
  countryView,
  enrolmentInput,
  offenceView,
  ori,
  revokeInput,
  rootView,
  settleAlarmInput,
  taskForceView,
  usState,
} from './contract.ts';
import type { DirectoryDeps } from './deps.ts';
import { listAlarms, settleAlarm } from './key-alarm.ts';
import { publishBureau } from './publish-bureau.ts';
import { revokeKey } from './revoke-key.ts';
import { loadCodes, loadOffences } from './seed.ts';
import { listBureaus, listCountries, listTaskForces, readAgency, readBureau, searchAgencies } from './store.ts';

export function directoryRoutes(deps: DirectoryDeps): Route[] {
  return [...readingRoutes(), ...keyRoutes(deps)];
}

/** Reference knowledge, the same for everyone who may ask: reading it says nothing about a case. */
function readingRoutes(): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/directory/bureaus',
      action: 'directory.read',
      summary: 'All bureaus, and how each is connected',
      response: z.strictObject({ bureaus: z.array(bureauView) }),
      handle: async ({ tx }) => ({ bureaus: await listBureaus(tx) }),
    }),
    route({
      method: 'GET',
      path: '/api/directory/bureaus/:code',
      action: 'directory.read',
      summary: 'One bureau',
      params: z.strictObject({ code: bureauCode }),
      response: bureauView,
      async handle({ tx, params }) {
        const bureau = await readBureau(tx, params.code);
        if (!bureau) throw notFound('bureau');
        return bureau;
      },
    }),
    route({
      method: 'GET',
      path: '/api/directory/agencies',
      action: 'directory.read-agencies',
      summary: 'Agencies by name, town, state or ORI',
      query: agencyQuery,
      response: z.strictObject({ agencies: z.array(agencyView) }),
      handle: async ({ tx, query }) => ({ agencies: await searchAgencies(tx, query) }),
    }),
    route({
      method: 'GET',
      path: '/api/directory/agencies/:ori',
      action: 'directory.read-agencies',
      summary: 'One agency, with the number to call back',
      params: z.strictObject({ ori }),
      response: agencyView,
      async handle({ tx, params }) {
        const agency = await readAgency(tx, params.ori);
        if (!agency) throw notFound('agency');
        return agency;
      },
    }),
    route({
      method: 'GET',
      path: '/api/directory/task-forces',
      action: 'directory.read',
      summary: 'ICAC task forces, of one state or all',
      query: z.strictObject({ state: usState.optional() }),
      response: z.strictObject({ taskForces: z.array(taskForceView) }),
      handle: async ({ tx, query }) => ({
        taskForces: (await listTaskForces(tx, query.state)).map((force) => ({ ...force, states: [...force.states] })),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/directory/countries',
      action: 'directory.read',
      summary: 'Countries in the four languages, and what is known of extradition',
      response: z.strictObject({ countries: z.array(countryView) }),
      handle: async ({ tx }) => ({ countries: await listCountries(tx) }),
    }),
    route({
      method: 'GET',
      path: '/api/directory/offences',
      action: 'directory.read',
      summary: 'The offences in scope',
      response: z.strictObject({ offences: z.array(offenceView) }),
      handle: async () => ({ offences: await loadOffences() }),
    }),
    route({
      method: 'GET',
      path: '/api/directory/codes',
      action: 'directory.read',
      summary: 'Codes of the notice form: eyes, hair, sex, languages, requesters',
      response: codesView,
      handle: loadCodes,
    }),
    route({
      method: 'GET',
      path: '/api/directory/root',
      action: 'directory.read-root',
      summary: "The Secretariat's keys on the root's word; trust it only by the fingerprint you hold",
      response: rootView,
      async handle({ tx }) {
        const root = await readRoot(tx);
        if (!root) throw notFound('root');
        return root;
      },
    }),
  ];
}

function keyRoutes(deps: DirectoryDeps): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/directory/bureaus',
      action: 'directory.enrol',
      summary: 'Take a bureau in, or its proven change of keys or address, and publish it',
      body: enrolmentInput,
      response: z.null(),
      async handle({ tx, body }) {
        await publishBureau(deps, tx, body);
        return null;
      },
    }),
    route({
      method: 'POST',
      path: '/api/directory/bureaus/:code/revoke-key',
      action: 'directory.revoke-key',
      summary: 'Revoke a key everywhere',
      params: z.strictObject({ code: bureauCode }),
      body: revokeInput,
      response: z.null(),
      async handle({ tx, params, body }) {
        await revokeKey(deps, tx, { code: params.code, ...body });
        return null;
      },
    }),
    route({
      method: 'GET',
      path: '/api/directory/key-alarms',
      action: 'directory.read-alarms',
      summary: 'Changes of keys that did not prove themselves',
      response: z.strictObject({ alarms: z.array(alarmView) }),
      handle: async ({ tx }) => ({ alarms: await listAlarms(tx) }),
    }),
    route({
      method: 'POST',
      path: '/api/directory/key-alarms/:id/settle',
      action: 'directory.settle-alarm',
      summary: 'Accept or reject such a change, after confirming it outside the network',
      params: z.strictObject({ id: uuid }),
      body: settleAlarmInput,
      response: z.strictObject({ version: z.int() }),
      handle: ({ tx, params, body }) => settleAlarm(deps, tx, { id: params.id, ...body }),
    }),
  ];
}
