// The calls to Memfault's platform API: overload, maintenance, rate limits, and what may never be repeated.
import type { Reply, Scenario } from '../scenario.ts';
import { hosts, on, type ReplyMore, replyOf } from './build.ts';

const api = on('memfault', hosts.memfault);
const chunks = on('memfault', hosts.chunks);

/** A failure with a body in the style of a JSON problem. */
function fail(status: number, title: string, takes: number, more?: ReplyMore): Reply {
  return replyOf(status, { error: { http_code: status, title } }, takes, more);
}

const overload = [
  fail(529, 'Too much load, come back later', 112, { retryAfter: '30' }),
  fail(529, 'Too much load, nearly there', 98, { retryAfter: '2' }),
  replyOf(200, { data: [{ id: 4812, title: 'Watchdog reset in the radio task' }], paging: { page: 2 } }, 120),
];
const accepted = replyOf(202, {}, 60);
const tooOften = fail(429, 'This device sends too often', 90);
const tooOftenFor1s = fail(429, 'This device sends too often', 70, { retryAfter: '1' });
const chunk = { chunk: 'CAKnAgEDAQ', sequence: 41 };
const timeout = fail(504, 'Took too long', 600, { retryAfterIn: 120 });
const duplicate = fail(409, 'There is a project of that name', 77);
const versions = replyOf(200, { data: [{ version: '2.4.1' }] }, 45);

/** In the whole scenario the 529 is repeated too early once, then in time; two POSTs are repeated. */
export const memfaultScenarios: readonly Scenario[] = [
  api('529', 'exponential', 'GET /api/v0/issues?page=2', overload, { again: [1900, 2300] }),
  chunks('429-bare', 'after-header', 'POST /api/v0/chunks/DEV-1042', [tooOften, accepted], {
    sends: chunk,
    again: [900],
  }),
  chunks('429', 'after-header', 'POST /api/v0/chunks/DEV-2077', [tooOftenFor1s, accepted], {
    sends: chunk,
    again: [1300],
  }),
  api('503', 'exponential', 'GET /api/v0/devices', fail(503, 'Maintenance', 80)),
  api('502', 'exponential', 'GET /api/v0/projects', fail(502, 'No answer from behind', 210)),
  api('504', 'exponential', 'GET /api/v0/reboots', timeout),
  api('500', 'never', 'POST /api/v0/upload', fail(500, 'Something broke', 340), {
    sends: { kind: 'symbols' },
  }),
  api('409', 'never', 'POST /api/v0/projects', duplicate, { sends: { name: 'Thermostat' } }),
  api('404', 'not-stated', 'GET /api/v0/devices/DEV-0000', fail(404, 'No such device', 30)),
  api('200', 'never', 'GET /api/v0/software-versions', versions),
];
