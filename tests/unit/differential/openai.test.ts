// The openai 6 client against the lab: by assignment 127.0.0.1 is Memfault and localhost Huawei OCE.
import { sendWithOpenai } from './clients/openai.ts';
import { describeClient } from './compare.ts';

const tooFast = 'violation faster-than-schedule';
const tooEarly = 'violation too-early';
const forbidden = 'violation retried-do-not-retry';
const unsafe = 'caution unsafe-method';
/** Half a second, up to a quarter of it taken off; then twice that. */
const first = 375;
const second = 750;

describeClient('openai', sendWithOpenai, [
  {
    does: 'retries a 503 after half a second and a second, then gives up',
    codes: '503',
    evidence: 'strong',
    statuses: [503, 503, 503],
    waits: [first, second],
    perRetry: [tooFast],
  },
  {
    does: 'keeps to the Retry-After of a 429',
    codes: '429,200',
    query: { 'retry-after': '1' },
    retryAfter: 'seconds',
    evidence: 'strong',
    statuses: [429, 200],
    waits: [1000],
  },
  {
    does: 'retries a 529 half a second later',
    codes: '529,200',
    evidence: 'strong',
    statuses: [529, 200],
    waits: [first],
    perRetry: [tooFast],
  },
  {
    does: 'keeps to the Retry-After of a 529, which stands in for the schedule',
    codes: '529,200',
    query: { 'retry-after': '1' },
    retryAfter: 'seconds',
    evidence: 'strong',
    statuses: [529, 200],
    waits: [1000],
  },
  {
    does: 'takes retry-after-ms before Retry-After, which is the one that counts',
    codes: '429,200',
    query: { 'retry-after': '1', h: 'retry-after-ms:200' },
    retryAfter: 'seconds',
    evidence: 'strong',
    statuses: [429, 200],
    waits: [200],
    perRetry: [tooEarly],
  },
  {
    does: 'waits for retry-after-ms alone, which no rule for a 503 knows',
    codes: '503,200',
    query: { h: 'retry-after-ms:200' },
    evidence: 'strong',
    statuses: [503, 200],
    waits: [200],
    perRetry: [tooFast],
  },
  {
    does: 'obeys x-should-retry: false',
    codes: '503,200',
    query: { h: 'x-should-retry:false' },
    statuses: [503],
  },
  {
    does: 'obeys x-should-retry: true on a 400, which Memfault rules out',
    codes: '400,200',
    query: { h: 'x-should-retry:true' },
    evidence: 'strong',
    statuses: [400, 200],
    waits: [first],
    perRetry: [forbidden],
  },
  { does: 'leaves a 400 alone otherwise', codes: '400,200', statuses: [400] },
  {
    does: 'retries a 409 and a 500, which Memfault rules out',
    codes: '409,500,200',
    evidence: 'strong',
    statuses: [409, 500, 200],
    waits: [first, second],
    perRetry: [forbidden],
  },
  {
    does: 'retries a 502 and a 503, which Huawei OCE rules out',
    codes: '502,503,200',
    options: { host: 'localhost' },
    evidence: 'strong',
    statuses: [502, 503, 200],
    perRetry: [forbidden],
  },
  {
    does: 'retries a 408 sooner than the minute that Huawei OCE asks for',
    codes: '408,200',
    options: { host: 'localhost', maxRetries: 1 },
    evidence: 'strong',
    statuses: [408, 200],
    waits: [first],
    perRetry: [tooFast],
  },
  {
    does: 'retries a POST',
    codes: '503,200',
    options: { method: 'post' },
    evidence: 'strong',
    statuses: [503, 200],
    waits: [first],
    perRetry: [tooFast, unsafe],
  },
  {
    does: 'retries a POST with an Idempotency-Key, the same each time',
    codes: '503,200',
    options: { method: 'post', headers: { 'Idempotency-Key': 'order-1' } },
    evidence: 'certain',
    statuses: [503, 200],
    waits: [first],
    perRetry: [tooFast, 'note unsafe-method'],
  },
  {
    does: 'fires at once on a negative Retry-After, the server’s fault',
    codes: '429,200',
    query: { 'retry-after': '-5' },
    retryAfter: 'invalid',
    evidence: 'strong',
    statuses: [429, 200],
    waits: [0],
  },
  {
    does: 'fires at once on a word in Retry-After, the server’s fault',
    codes: '429,200',
    query: { 'retry-after': 'soon' },
    retryAfter: 'invalid',
    evidence: 'strong',
    statuses: [429, 200],
    waits: [0],
  },
  {
    does: 'retries a broken connection, about which no one says anything',
    codes: 'reset,200',
    evidence: 'strong',
    statuses: [0, 200],
    waits: [first],
  },
]);
