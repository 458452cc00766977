// How a session becomes a HAR 1.2 log: always redacted, with every annotation, readable by browsers and by this tool.
import type { Exchange, Header } from '../http/exchange.ts';
import type { ExportRedaction } from './export-redaction.ts';
import { type ExportMeta, type ExportRow, packsOf } from './export-row.ts';
import { createExportSums } from './export-sums.ts';
import type {
  HarAnnotation,
  HarEntry,
  HarEntryExtension,
  HarLogExtension,
  HarRedaction,
  HarRequest,
  HarResponse,
  HarStatistics,
} from './har.ts';
import { writtenTimings } from './har-timings.ts';
import {
  isIpAddress,
  isoInstant,
  parseInstant,
  queryOf,
  writtenDuration,
  writtenSize,
} from './har-values.ts';
import { jsonText } from './json-text.ts';

export type { ExportMeta, ExportRow } from './export-row.ts';

/**
 * The text of the rows as a HAR 1.2 log, an entry a line, in the order given, credentials removed, bodies left out. What
 * is known only at the end stands after the entries, so that nothing but sums is held.
 */
export function* harPieces(
  rows: Iterable<ExportRow>,
  meta: ExportMeta,
  redaction: ExportRedaction,
): Generator<string> {
  const sums = createExportSums();
  yield `{"log":{"version":"1.2","creator":${jsonText({ name: 'Retryscope', version: meta.version })},`;
  if (meta.browser)
    yield `"browser":${jsonText({ name: meta.browser.name, version: meta.browser.version })},`;
  yield '"pages":[],"entries":[';
  let separator = '\n';
  for (const row of rows) {
    sums.add(row);
    yield separator + jsonText(toEntry(redaction.redact(row)));
    separator = ',\n';
  }
  yield `\n],"_retryscope":${jsonText(extensionOf(meta, sums.statistics, redaction.said))}}}\n`;
}

function extensionOf(meta: ExportMeta, statistics: HarStatistics, redaction: HarRedaction): HarLogExtension {
  return {
    version: meta.version,
    exportedAt: isoInstant(meta.exportedAt),
    packs: packsOf(meta),
    statistics,
    redaction,
    gaps: [...meta.gaps],
  };
}

function toEntry(row: ExportRow): HarEntry {
  const { exchange } = row;
  return {
    startedDateTime: isoInstant(exchange.startedDateTime),
    time: writtenDuration(exchange.time),
    request: toRequest(exchange),
    response: toResponse(exchange),
    cache: {},
    timings: writtenTimings(exchange),
    ...(isIpAddress(exchange.serverIPAddress) && { serverIPAddress: exchange.serverIPAddress }),
    ...(exchange.resourceType !== '' && { _resourceType: exchange.resourceType }),
    ...(exchange.fromCache && { _fromCache: true }),
    ...(exchange.state === 'pending' && { _state: 'pending' }),
    _annotation: toAnnotation(row),
    _retryscope: toExtension(exchange),
  };
}

function toRequest(exchange: Exchange): HarRequest {
  return {
    method: exchange.method,
    url: exchange.url,
    httpVersion: exchange.httpVersion,
    cookies: [],
    headers: exchange.requestHeaders.map(copyHeader),
    queryString: queryOf(exchange.url),
    headersSize: -1,
    bodySize: writtenSize(exchange.requestBodySize),
  };
}

function toResponse(exchange: Exchange): HarResponse {
  return {
    status: exchange.status,
    statusText: exchange.statusText,
    httpVersion: exchange.httpVersion,
    cookies: [],
    headers: exchange.responseHeaders.map(copyHeader),
    content: { size: Math.max(0, writtenSize(exchange.responseBodySize)), mimeType: exchange.mimeType },
    redirectURL: exchange.redirectURL,
    headersSize: -1,
    bodySize: writtenSize(exchange.responseBodySize),
    ...(exchange.error !== '' && { _error: exchange.error }),
  };
}

function toExtension(exchange: Exchange): HarEntryExtension {
  const exactStart = parseInstant(isoInstant(exchange.startedDateTime)) === exchange.startedDateTime;
  const { serverIPAddress } = exchange;
  return {
    id: exchange.id,
    tabId: exchange.tabId,
    initiator: exchange.initiator,
    state: exchange.state,
    source: exchange.source,
    match: exchange.match,
    requestBodyHash: exchange.requestBodyHash,
    responseStart: exchange.responseStart,
    ...(exchange.twinId !== '' && { twinId: exchange.twinId }),
    ...(exchange.gap !== '' && { gap: exchange.gap }),
    ...(exchange.serviceWorker !== '' && { serviceWorker: exchange.serviceWorker }),
    ...(!exactStart && { startedDateTime: exchange.startedDateTime }),
    ...(exchange.time < 0 && { time: -1 }),
    ...(serverIPAddress !== '' && !isIpAddress(serverIPAddress) && { serverIPAddress }),
    ...(!exchange.timings && { timings: 'derived' }),
  };
}

const copyHeader = ({ name, value }: Header): Header => ({ name, value });

function toAnnotation({ annotation, attempt, findings }: ExportRow): HarAnnotation {
  const { provider, status, advice, source } = annotation;
  return {
    provider: { id: provider.id, name: provider.name, packVersion: provider.packVersion },
    status: { code: status.code, name: status.name, meaning: status.meaning },
    advice: {
      decision: advice.decision,
      stage: advice.stage,
      summary: advice.summary,
      waits: [...advice.waits],
      instants: [...advice.instants],
      maxRetries: advice.maxRetries,
      windowSeconds: advice.windowSeconds,
      notBefore: advice.notBefore === null ? null : isoInstant(advice.notBefore),
      escalate: advice.escalate,
      caution: advice.cautions.join(' '),
    },
    source: {
      document: source.document,
      row: source.row,
      url: source.url,
      retrievedOn: source.retrievedOn,
    },
    call: {
      id: attempt.callId,
      attempt: attempt.attempt,
      evidence: attempt.evidence,
      confidence: attempt.confidence,
    },
    findings: findings.map(({ id, severity, message }) => ({ id, severity, message })),
  };
}
