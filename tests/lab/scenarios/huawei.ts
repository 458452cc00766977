// The calls to four Huawei Cloud services, each of which documents the same codes in its own way.
import type { Reply, Scenario } from '../scenario.ts';
import { hosts, on, type ReplyMore, replyOf } from './build.ts';

const oce = on('huawei-oce', hosts.oce);
const dis = on('huawei-dis', hosts.dis);
const ges = on('huawei-ges', hosts.ges);
const ecs = on('huawei-cloud', hosts.ecs);

/** A failure with an error body in the style of Huawei Cloud: `CBC.0504` begins with the service. */
function fail(status: number, service: string, error_msg: string, takes: number, more?: ReplyMore): Reply {
  return replyOf(status, { error_code: `${service}.0${status}`, error_msg }, takes, more);
}

// Not Basic or Digest: a browser would ask a person for a password.
const scheme = 'SDK-HMAC-SHA256';
const signIn = { headers: { 'WWW-Authenticate': scheme } };
const proxySignIn = { headers: { 'Proxy-Authenticate': scheme } };

const slowBills = fail(504, 'CBC', 'The bills took too long to gather.', 800);
const badToken = fail(401, 'CBC', 'The token is wrong or has expired.', 38, signIn);
const noSuchService = fail(503, 'CBC', 'There is no such service.', 42);
const badGateway = fail(502, 'CBC', 'The gateway got no sensible answer.', 150);
const throttled = fail(429, 'CBC', 'Too many requests for this account.', 25, { retryAfter: '90' });
const tooManyProducts = fail(413, 'CBC', 'The list of products is too long.', 33, { retryAfter: '120' });
const measures = replyOf(200, { measures: [{ id: 4, name: 'hour' }] }, 50);

const oceScenarios: readonly Scenario[] = [
  oce('504', 'interval', 'GET /v2/bills/customer-bills', slowBills),
  oce('401', 'limited', 'GET /v2/accounts/balances', badToken),
  oce('503', 'never', 'GET /v2/products/service-types', noSuchService, { again: [700] }),
  oce('502', 'never', 'GET /v2/enterprises/sub-customers', badGateway),
  oce('429', 'interval', 'GET /v2/orders/customer-orders', throttled),
  oce('413', 'never', 'POST /v2/bills/ratings', tooManyProducts, { sends: { products: ['c6.large.2'] } }),
  oce('200', 'never', 'GET /v2/bases/measurements', measures),
];

const records = { sends: { stream: 'telemetry', records: [{ data: 'eyJ0IjoyMS41fQ' }] } };
const newStream = { sends: { stream: 'telemetry', partitions: 2 } };
const invalidService = fail(503, 'DIS', 'The service asked for is not valid.', 41);
const badSignature = fail(441, 'DIS', 'The signature does not match.', 29);
const largeForNow = fail(413, 'DIS', 'Too large for now.', 48, { retryAfter: '3600' });
const tooLarge = fail(413, 'DIS', 'Too large.', 48);
const late = fail(408, 'DIS', 'The request did not arrive in time.', 300);
const proxyFirst = fail(407, 'DIS', 'Tell the proxy who you are first.', 22, proxySignIn);
const readTooOften = fail(429, 'DIS', 'The stream is read too often.', 26, { retryAfter: '5' });

const disScenarios: readonly Scenario[] = [
  dis('503', 'after-change', 'GET /v2/streams', invalidService, { again: [1100] }),
  dis('441', 'not-stated', 'PUT /v2/records', badSignature, records),
  dis('413', 'after-header', 'PUT /v2/records?batch=large', largeForNow, records),
  dis('413-bare', 'after-header', 'PUT /v2/records?batch=oversize', tooLarge, records),
  dis('408', 'anytime', 'GET /v2/cursors', late),
  dis('407', 'after-auth', 'GET /v2/checkpoints', proxyFirst),
  dis('429', 'after-header', 'GET /v2/apps', readTooOften),
  dis('201', 'not-applicable', 'POST /v2/streams', replyOf(201, {}, 64), newStream),
];

const unreadable = fail(400, 'GES', 'The filter cannot be read.', 28);
const notUnderstood = fail(500, 'GES', 'The request was not understood.', 260);
const graph = replyOf(200, { graph: { id: '5b02', vertices: 1204 } }, 55);

const gesScenarios: readonly Scenario[] = [
  ges('reset', 'transport', 'GET /v2/graphs', 'reset'),
  ges('404', 'after-change', 'GET /v2/graphs/7d1e', fail(404, 'GES', 'There is no graph 7d1e.', 33)),
  ges('400', 'after-change', 'POST /v2/graphs/action', unreadable, { sends: { filter: 'age >' } }),
  ges('500', 'not-stated', 'GET /v2/graphs/5b02/vertices', notUnderstood),
  ges('200', 'not-applicable', 'GET /v2/graphs/5b02', graph),
];

const forbidden = fail(403, 'ECS', 'Not allowed in this project.', 36);
const notHere = fail(503, 'ECS', 'Not available in this region.', 39);

const ecsScenarios: readonly Scenario[] = [
  ecs('403', 'after-change', 'GET /v1/cloudservers/detail', forbidden),
  ecs(
    '401',
    'after-auth',
    'GET /v1/cloudservers/flavors',
    fail(401, 'ECS', 'The token is wrong.', 31, signIn),
  ),
  ecs('503', 'after-change', 'GET /v1/jobs/ff80', notHere),
  ecs('418', 'not-stated', 'GET /v1/teapots', fail(418, 'ECS', 'Short and stout.', 18)),
];

/** In the whole scenario two 503 are repeated unchanged, against the document. */
export const huaweiScenarios: readonly Scenario[] = [
  ...oceScenarios,
  ...disScenarios,
  ...gesScenarios,
  ...ecsScenarios,
];
