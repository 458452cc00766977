// axios 1 with axios-retry 4 against the lab.
import { exponentialDelay } from 'axios-retry';
import { sendWithAxiosRetry } from './clients/axios-retry.ts';
import { describeClient } from './compare.ts';

const bss = 'bss.myhuaweicloud.com';
const tooFast = 'violation faster-than-schedule';
const forbidden = 'violation retried-do-not-retry';
const unsafe = 'caution unsafe-method';

describeClient('axios-retry', sendWithAxiosRetry, [
  {
    does: 'retries a 503 three times without a wait, then gives up',
    codes: '503',
    statuses: [503, 503, 503, 503],
    waits: [0, 0, 0],
    perRetry: [tooFast],
  },
  {
    does: 'waits for Retry-After, which is a 503’s minimum only',
    codes: '503,200',
    query: { 'retry-after': '1' },
    retryAfter: 'seconds',
    statuses: [503, 200],
    waits: [1000],
    perRetry: [tooFast],
  },
  {
    does: 'keeps to the Retry-After of a 429',
    codes: '429,200',
    query: { 'retry-after': '1' },
    retryAfter: 'seconds',
    statuses: [429, 200],
    waits: [1000],
  },
  {
    does: 'keeps to the Retry-After of a 529, which stands in for the schedule',
    codes: '529,200',
    query: { 'retry-after': '1' },
    retryAfter: 'seconds',
    statuses: [529, 200],
    waits: [1000],
  },
  {
    does: 'is too fast on a 529 without Retry-After',
    codes: '529,200',
    statuses: [529, 200],
    waits: [0],
    perRetry: [tooFast],
  },
  {
    does: 'is too early when its retryDelay leaves Retry-After out',
    codes: '429,200',
    query: { 'retry-after': '1' },
    options: { retry: { retryDelay: (count = 1) => 100 * count } },
    retryAfter: 'seconds',
    statuses: [429, 200],
    waits: [100],
    perRetry: ['violation too-early'],
  },
  {
    does: 'backs off from 0.2 s with its exponentialDelay, still too fast',
    codes: '504,504,200',
    options: { retry: { retryDelay: exponentialDelay } },
    statuses: [504, 504, 200],
    waits: [200, 400],
    perRetry: [tooFast],
  },
  {
    does: 'retries a 429 without Retry-After, which Memfault rules out',
    codes: '429,200',
    statuses: [429, 200],
    perRetry: [forbidden],
  },
  {
    does: 'retries a 500, which Memfault rules out',
    codes: '500,200',
    statuses: [500, 200],
    perRetry: [forbidden],
  },
  {
    does: 'retries a 502 and a 503, which Huawei OCE rules out',
    codes: '502,503,200',
    options: { host: bss },
    statuses: [502, 503, 200],
    perRetry: [forbidden],
  },
  {
    does: 'retries a 501, which Huawei OCE rules out as well',
    codes: '501',
    options: { host: bss, retry: { retries: 1 } },
    statuses: [501, 501],
    perRetry: [forbidden],
  },
  {
    does: 'retries a 500 sooner than the minute that Huawei OCE asks for',
    codes: '500,200',
    options: { host: bss },
    statuses: [500, 200],
    waits: [0],
    perRetry: [tooFast],
  },
  { does: 'leaves a 408 alone', codes: '408,200', options: { host: bss }, statuses: [408] },
  {
    does: 'does not retry a POST that was answered',
    codes: '503,200',
    options: { method: 'POST', body: '{}' },
    statuses: [503],
  },
  {
    does: 'does retry a POST whose connection broke',
    codes: 'reset,200',
    options: { method: 'POST', body: '{"a":1}' },
    statuses: [0, 200],
    perRetry: [unsafe],
  },
  {
    does: 'retries a POST when its retryCondition says so',
    codes: '503,200',
    options: { method: 'POST', body: '{"a":1}', retry: { retryCondition: () => true } },
    statuses: [503, 200],
    perRetry: [tooFast, unsafe],
  },
  {
    does: 'fires at once on a negative Retry-After, the server’s fault',
    codes: '429,200',
    query: { 'retry-after': '-5' },
    retryAfter: 'invalid',
    statuses: [429, 200],
    waits: [0],
  },
  {
    does: 'fires at once on a word in Retry-After, the server’s fault',
    codes: '429,200',
    query: { 'retry-after': 'soon' },
    retryAfter: 'invalid',
    statuses: [429, 200],
    waits: [0],
  },
  {
    does: 'overflows its timer on a long Retry-After and is weeks too early',
    codes: '429,200',
    query: { 'retry-after': '3000000' },
    retryAfter: 'seconds',
    statuses: [429, 200],
    waits: [0],
    perRetry: ['violation too-early'],
  },
]);
