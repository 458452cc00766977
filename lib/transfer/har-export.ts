// How a session becomes a HAR 1.2 log: always redacted, with every annotation, readable by browsers and by this tool.
import type { Annotation } from '../annotate/annotation.ts';
import type { Exchange, Header } from '../http/exchange.ts';
import type { Attempt } from '../retry/calls.ts';
import type { Finding, Severity } from '../retry/finding.ts';
import type {
  Har,
  HarAnnotation,
  HarEntry,
  HarEntryExtension,
  HarProduct,
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
import { type KeptSecrets, mergeReports, type RedactionReport, redactWithReport } from './redact.ts';

/** One exchange with everything that is said about it. */
export interface ExportRow {
  readonly exchange: Exchange;
  readonly annotation: Annotation;
  readonly attempt: Attempt;
  readonly findings: readonly Finding[];
}

/** What an export says about itself. */
export interface ExportMeta {
  /** Retryscope's version. */
  readonly version: string;
  readonly packs: readonly { readonly id: string; readonly version: string }[];
  /** Epoch ms. */
  readonly exportedAt: number;
  readonly gaps: readonly string[];
  readonly browser?: HarProduct;
}

/** The rows as a HAR 1.2 log, in the order given, credentials removed but those that are kept, bodies left out. */
export function exportHar(rows: readonly ExportRow[], meta: ExportMeta, kept: KeptSecrets = []): Har {
  const reports: RedactionReport[] = [];
  const entries = rows.map((row) => {
    const { exchange, report } = redactWithReport(row.exchange, { keepSecrets: kept, dropBody: true });
    reports.push(report);
    return toEntry(exchange, toAnnotation(row));
  });
  return {
    log: {
      version: '1.2',
      creator: { name: 'Retryscope', version: meta.version },
      ...(meta.browser && { browser: { name: meta.browser.name, version: meta.browser.version } }),
      pages: [],
      entries,
      _retryscope: {
        version: meta.version,
        exportedAt: isoInstant(meta.exportedAt),
        packs: meta.packs.map(({ id, version }) => ({ id, version })),
        statistics: statisticsOf(rows),
        redaction: {
          applied: kept !== 'all',
          ...(kept.length > 0 && { kept }),
          report: mergeReports(reports),
        },
        gaps: [...meta.gaps],
      },
    },
  };
}

function toEntry(exchange: Exchange, annotation: HarAnnotation): HarEntry {
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
    _annotation: annotation,
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

function statisticsOf(rows: readonly ExportRow[]): HarStatistics {
  const has = (row: ExportRow, severity: Severity) =>
    row.findings.some((finding) => finding.severity === severity);
  return {
    responses: rows.filter(({ exchange }) => exchange.status > 0).length,
    calls: new Set(rows.map(({ attempt }) => attempt.callId)).size,
    failed: rows.filter(({ exchange }) => exchange.state === 'failed' || exchange.status >= 400).length,
    violations: rows.filter((row) => has(row, 'violation')).length,
  };
}
