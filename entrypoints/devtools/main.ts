// The DevTools page: creates the panel and forwards what DevTools sees to the background, panel open or not.
import { createHarSightings, type HarSighting } from '../../lib/capture/har-sightings.ts';
import type { Exchange } from '../../lib/http/exchange.ts';
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
import { connectToBackground } from '../../lib/platform/ports.ts';
import { warn } from '../../lib/platform/warn.ts';
import { exchangeFromHarEntry } from '../../lib/transfer/har-entry.ts';

/** Entries travel together when they come within this many ms: a page load is one message, not a hundred. */
const BATCH_MS = 50;
/** The list of all requests is read this often … */
const LIST_MS = 1_000;
/** … or so seldom that it takes no more than a twentieth of the time, when it has grown long. */
const LIST_SHARE = 20;

const tabId = inspectedTabId();
const sightings = createHarSightings(`har-${now().toString(36)}`);
const client = createSessionClient({
  connect: () => connectToBackground(PORT_NAME),
  later,
  onMessage: () => {},
  warn,
});
let waiting: Exchange[] = [];

onHarEntry((entry) => take(entry, () => sightings.finished(sightingOf(entry))));
onNavigated((url) => {
  flush();
  client.post({ type: 'navigated', tabId, url, at: now() });
});
createPanel('Retryscope', '/icon/32.png', '/panel.html').catch(warn);
later(LIST_MS, readList);

async function readList(): Promise<void> {
  const started = now();
  try {
    const entries = await listHarEntries();
    const fresh = sightings.listed(entries.map(sightingOf));
    for (const [index, id] of fresh) take(entries[index], () => id);
  } catch (error) {
    warn(error);
  }
  later(Math.max(LIST_MS, (now() - started) * LIST_SHARE), readList);
}

function take(entry: unknown, idOf: () => string): void {
  const exchange = exchangeFromHarEntry(entry, idOf());
  if (!exchange.ok) {
    warn(exchange.problems);
    return;
  }
  if (!/^https?:/.test(exchange.value.url)) return;
  if (waiting.length === 0) later(BATCH_MS, flush);
  waiting.push({ ...exchange.value, tabId, source: 'devtools' });
}

function flush(): void {
  if (waiting.length === 0) return;
  client.post({ type: 'devtools-exchanges', exchanges: waiting });
  waiting = [];
}

/** The few fields that tell entries apart; whether they are sound is checked when the entry is read. */
function sightingOf(entry: unknown): HarSighting {
  const { startedDateTime, request, response } = (entry ?? {}) as {
    startedDateTime: unknown;
    request?: { method?: unknown; url?: unknown };
    response?: { status?: unknown };
  };
  return {
    startedDateTime: String(startedDateTime),
    method: String(request?.method),
    url: String(request?.url),
    status: Number(response?.status) || 0,
  };
}
