// The background worker: capture → session log → ports. Everything is registered in its first turn.
import { defineBackground } from 'wxt/utils/define-background';
import { createOriginFilter } from '../../lib/capture/granted.ts';
import { PORT_NAME } from '../../lib/messaging/protocol.ts';
import { serveSession } from '../../lib/messaging/session-server.ts';
import { later } from '../../lib/platform/clock.ts';
import { createIndexedDbStorage } from '../../lib/platform/indexed-db.ts';
import { grantedOrigins, onOriginsChanged } from '../../lib/platform/permissions.ts';
import { acceptConnections } from '../../lib/platform/ports.ts';
import { onceABrowserSession } from '../../lib/platform/settings.ts';
import { warn } from '../../lib/platform/warn.ts';
import { listenToWebRequest } from '../../lib/platform/web-request.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { openSessionLog } from '../../lib/session/session-log.ts';
import { redactExchange } from '../../lib/transfer/redact.ts';

const MAX_RECORDS = 100_000;

export default defineBackground(() => {
  let allows = createOriginFilter([]);
  const readGrants = async (): Promise<void> => {
    allows = createOriginFilter(await grantedOrigins());
  };
  const opening = readGrants().catch(warn).then(openLog);
  const recorder = createRecorder(opening, { redact: redactExchange, allows: (url) => allows(url) });
  const listenAnew = listenToWebRequest(recorder.onCapture);
  const connections = new Set<{ sendStatus(): void }>();

  onOriginsChanged(() => {
    listenAnew();
    void readGrants().catch(warn);
    for (const connection of connections) connection.sendStatus();
  });
  acceptConnections(PORT_NAME, (channel) => {
    const connection = serveSession(channel, { opening, recorder, origins: grantedOrigins, later }, warn);
    connections.add(connection);
    channel.onClose(() => connections.delete(connection));
  });
});

/** Tab and request numbers start anew with the browser, so the log of an earlier run can't be told apart: it ends. */
async function openLog() {
  const storage = createIndexedDbStorage('retryscope');
  await onceABrowserSession(() => storage.clear(null)).catch(warn);
  return openSessionLog({ storage, later, maxRecords: MAX_RECORDS });
}
