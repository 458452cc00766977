// The background worker: capture → session log → ports. Everything is registered in its first turn.
import { defineBackground } from 'wxt/utils/define-background';
import { findBrief } from '../../lib/annotate/brief-answers.ts';
import { createGrants } from '../../lib/capture/granted.ts';
import { createBodyDesk } from '../../lib/messaging/body-desk.ts';
import { FAILURES_PORT } from '../../lib/messaging/failures-protocol.ts';
import { serveFailures } from '../../lib/messaging/failures-server.ts';
import { PORT_NAME } from '../../lib/messaging/protocol.ts';
import { serveSession } from '../../lib/messaging/session-server.ts';
import { isOwnPage } from '../../lib/platform/browser.ts';
import { listenForBrowserStart } from '../../lib/platform/browser-start.ts';
import { later, now } from '../../lib/platform/clock.ts';
import { createIndexedDbStorage } from '../../lib/platform/indexed-db.ts';
import { DATABASE } from '../../lib/platform/log-schema.ts';
import { briefTable, serveOmnibox } from '../../lib/platform/omnibox.ts';
import { grantedOrigins, onOriginsChanged } from '../../lib/platform/permissions.ts';
import { acceptConnections } from '../../lib/platform/ports.ts';
import {
  announceGrants,
  isPrivate,
  memoryMark,
  onGrantsAnnounced,
} from '../../lib/platform/private-window.ts';
import { arrangement, extraHeaders, redactedNames, retention } from '../../lib/platform/settings.ts';
import { surely } from '../../lib/platform/surely.ts';
import { onTabClosed } from '../../lib/platform/tabs.ts';
import { warn } from '../../lib/platform/warn.ts';
import { listenToWebRequest } from '../../lib/platform/web-request.ts';
import { speakTheBrowsersLanguage } from '../../lib/platform/words.ts';
import type { Retention } from '../../lib/session/log-record.ts';
import { createRecorder } from '../../lib/session/recorder.ts';
import { openSessionLog, type SessionLog } from '../../lib/session/session-log.ts';
import { redactExchange } from '../../lib/transfer/redact.ts';
import { redactAlso } from '../../lib/transfer/redact-rules.ts';

/** More than fit under the address bar are not looked for. */
const MOST_SUGGESTIONS = 8;

export default defineBackground(() => {
  speakTheBrowsersLanguage();
  const isNewSession = listenForBrowserStart();
  const grants = createGrants();
  const readGrants = async (): Promise<void> => grants.set(await surely(grantedOrigins));
  const kept = surely(retention.read);
  // Both at once: what comes before the log is open is lost if the browser stops the worker then.
  const opening = Promise.all([
    openLog(isNewSession, kept),
    readGrants(),
    // Nothing is stored before it is known what a person wants left out.
    surely(redactedNames.read).then(redactAlso),
  ]).then(([log]) => log);
  redactedNames.onChanged(redactAlso);
  const recorder = createRecorder(opening, {
    redact: redactExchange,
    // What a panel pushes to a collector is nobody's traffic.
    allows: (request) => !isOwnPage(request.initiator) && grants.allows(request),
    now,
    later,
  });
  const webRequest = listenToWebRequest(recorder.onCapture);
  const bodies = createBodyDesk(later);
  const connections = new Set<{ sendStatus(): void }>();

  serveOmnibox('popup.html', async (text) =>
    findBrief(text, JSON.parse(briefTable()), MOST_SUGGESTIONS, await arrangement.read()),
  );
  onTabClosed(recorder.onTabClosed);
  onOriginsChanged((added, removed) => {
    grants.change(added, removed);
    void announceGrants(now()).catch(warn);
  });
  onGrantsAnnounced(() => {
    webRequest.listenAnew();
    void readGrants().then(() => {
      recorder.onGrantsChanged();
      for (const connection of connections) connection.sendStatus();
    });
  });
  void surely(extraHeaders.read).then(webRequest.settle);
  extraHeaders.onChanged(webRequest.showExtraHeaders);
  acceptConnections({
    [PORT_NAME](channel) {
      const session = { opening, recorder, bodies, origins: grantedOrigins, later };
      const connection = serveSession(channel, session, warn);
      connections.add(connection);
      channel.onClose(() => connections.delete(connection));
    },
    [FAILURES_PORT]: (channel) => serveFailures(channel, { opening, later }, warn),
  });
});

/** Tab and request numbers start anew with the browser, so the log of an earlier run can't be told apart: it ends. */
async function openLog(isNewSession: () => Promise<boolean>, kept: Promise<Retention>): Promise<SessionLog> {
  // The log of private windows is the browser's own to end: it is in memory, and begins empty.
  const startsAnew = isPrivate() ? undefined : isNewSession().catch(() => false);
  let log: SessionLog | undefined;
  const storage = createIndexedDbStorage(DATABASE, () => log?.databaseLost());
  const options = { storage, later, now, retention: kept, mark: memoryMark };
  log = await openSessionLog({ ...options, ...(startsAnew && { startsAnew }) });
  retention.onChanged((next) => void log?.retain(next));
  return log;
}
