// The DevTools page: creates the panel and hands what DevTools sees to the background, panel open or not.
import { createHarSightings, type HarSighting } from '../../lib/capture/har-sightings.ts';
import { createPassThroughs } from '../../lib/capture/pass-throughs.ts';
import type { BodyAnswer } from '../../lib/http/body.ts';
import { type Exchange, endedAt } from '../../lib/http/exchange.ts';
import { PORT_NAME } from '../../lib/messaging/protocol.ts';
import { createSessionClient } from '../../lib/messaging/session-client.ts';
import { later, now } from '../../lib/platform/clock.ts';
import {
  createPanel,
  inspectedTabId,
  listHarEntries,
  onHarEntry,
  onNavigated,
} from '../../lib/platform/devtools.ts';
import { createBodies } from '../../lib/platform/devtools-bodies.ts';
import { connectToBackground } from '../../lib/platform/ports.ts';
import { warn } from '../../lib/platform/warn.ts';
import { speakTheBrowsersLanguage } from '../../lib/platform/words.ts';
import { errorBodyOf, keepsErrorBody } from '../../lib/transfer/error-body.ts';
import { exchangeFromHarEntry } from '../../lib/transfer/har-entry.ts';

/** Entries travel together when they come within this many ms: a page load is one message, not a hundred. */
const BATCH_MS = 50;
/** The list of all requests is read this often … */
const LIST_MS = 1_000;
/** … or so seldom that it takes no more than a twentieth of the time, … */
const LIST_SHARE = 20;
/** … when it has grown long: a short one takes its time only where the machine is busy with other things. */
const MOST_PAUSE_AN_ENTRY_MS = 10;

/** A page's request is told this much later, ms, where it may only repeat a service worker's. */
const PAIR_MS = 500;

speakTheBrowsersLanguage();
const tabId = inspectedTabId();
const sightings = createHarSightings(now().toString(36));
const passThroughs = createPassThroughs();
const bodies = createBodies();
const client = createSessionClient(
  { connect: () => connectToBackground(PORT_NAME), later, now, warn },
  { records: () => {}, readBody: (id): Promise<BodyAnswer> => bodies.read(id) },
);
let waiting: Exchange[] = [];

onHarEntry((entry) => take([[entry, sightings.finished(sightingOf(entry))]], true));
onNavigated((url) => {
  flush();
  client.deliver({ type: 'navigated', tabId, url, at: now() });
});
client.offerBodies(tabId);
createPanel('Retryscope', '/icon/32.png', '/panel.html').catch(warn);
later(LIST_MS, readList);

async function readList(): Promise<void> {
  const started = now();
  let length = 0;
  try {
    const entries = await listHarEntries();
    length = entries.length;
    const fresh = sightings.listed(entries.map(sightingOf));
    take(
      [...fresh].map(([index, id]) => [entries[index], id]),
      false,
    );
  } catch (error) {
    warn(error);
  }
  const pause = Math.min((now() - started) * LIST_SHARE, length * MOST_PAUSE_AN_ENTRY_MS);
  later(Math.max(LIST_MS, pause), readList);
}

function take(found: readonly (readonly [entry: unknown, id: string])[], finished: boolean): void {
  const exchanges = found.flatMap(([entry, id]) => {
    const read = exchangeFromHarEntry(entry, id);
    if (!read.ok) warn(read.problems);
    if (!read.ok || !/^(?:https?|wss?):/.test(read.value.url)) return [];
    bodies.keep(id, entry, finished);
    return [{ ...read.value, tabId, source: 'devtools' as const }];
  });
  // A worker's request ends before the page's that it was made for.
  for (const exchange of exchanges.sort((a, b) => endedAt(a) - endedAt(b))) {
    if (passThroughs.mayRepeat(exchange)) tellOnce(exchange);
    else tell(passThroughs.note(exchange));
  }
}

/** Of a page's request and the worker's that it was passed on as, only the latter is told; it may be listed later. */
function tellOnce(page: Exchange, again = true): void {
  const worker = passThroughs.workerOf(page);
  if (worker) {
    // The body is with the page's.
    if (worker.status === page.status) bodies.lend(page.id, worker.id);
    tell(worker);
  } else if (again) later(PAIR_MS, () => tellOnce(page, false));
  else tell(page);
}

function tell(exchange: Exchange): void {
  send(exchange);
  // The body comes when it comes: the row is there, and is told again with it.
  if (keepsErrorBody(exchange)) void sendWithBody(exchange).catch(warn);
}

async function sendWithBody(exchange: Exchange): Promise<void> {
  const body = await bodies.read(exchange.id);
  const errorBody = body.kind === 'text' && !body.truncated ? errorBodyOf(body.text) : '';
  if (errorBody !== '') send({ ...exchange, errorBody });
}

function send(exchange: Exchange): void {
  if (waiting.length === 0) later(BATCH_MS, flush);
  waiting.push(exchange);
}

function flush(): void {
  if (waiting.length === 0) return;
  client.deliver({ type: 'devtools-exchanges', exchanges: waiting });
  waiting = [];
}

/** The few fields that tell entries apart; whether they are sound is checked when the entry is read. */
function sightingOf(entry: unknown): HarSighting {
  const { startedDateTime, request, response } = (entry ?? {}) as {
    startedDateTime: unknown;
    request?: { method?: unknown; url?: unknown };
    response?: { status?: unknown; _fetchedViaServiceWorker?: unknown };
  };
  return {
    startedDateTime: String(startedDateTime),
    method: String(request?.method),
    url: String(request?.url),
    status: Number(response?.status) || 0,
    viaServiceWorker: response?._fetchedViaServiceWorker === true,
  };
}
