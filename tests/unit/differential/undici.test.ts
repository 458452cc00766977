// undici 7's RetryAgent against the lab.
import { sendWithUndici } from './clients/undici.ts';
import { describeClient } from './compare.ts';

const bss = 'bss.myhuaweicloud.com';
const dis = 'dis.cn-north-4.myhuaweicloud.com';
const tooFast = 'violation faster-than-schedule';
const tooEarly = 'violation too-early';
const forbidden = 'violation retried-do-not-retry';
const quick = { minTimeout: 20, maxTimeout: 100 };

describeClient('undici', sendWithUndici, [
  {
    does: 'retries a 503 after half a second and a second',
    codes: '503,503,200',
    statuses: [503, 503, 200],
    waits: [500, 1000],
    perRetry: [tooFast],
  },
  {
    does: 'gives up after five retries, which is as many as Memfault allows',
    codes: '503',
    options: { retry: quick },
    statuses: [503, 503, 503, 503, 503, 503],
    waits: [20, 40, 80, 100, 100],
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
    does: 'caps Retry-After at its maxTimeout and is too early',
    codes: '429,429,200',
    query: { 'retry-after': '1' },
    options: { retry: quick },
    retryAfter: 'seconds',
    statuses: [429, 429, 200],
    waits: [100, 100],
    perRetry: [tooEarly],
  },
  {
    does: 'caps the Retry-After of a 504 too: too early by the header, too fast by the schedule',
    codes: '504,200',
    query: { 'retry-after': '1' },
    options: { retry: quick },
    retryAfter: 'seconds',
    statuses: [504, 200],
    perRetry: [tooEarly, tooFast],
  },
  {
    does: 'retries a 429 without Retry-After, which Memfault rules out',
    codes: '429,200',
    options: { retry: quick },
    statuses: [429, 200],
    perRetry: [forbidden],
  },
  {
    does: 'retries a 500, which Memfault rules out whatever Retry-After says',
    codes: '500,200',
    query: { 'retry-after': '1' },
    retryAfter: 'seconds',
    statuses: [500, 200],
    waits: [1000],
    perRetry: [forbidden],
  },
  { does: 'knows no 529', codes: '529,200', statuses: [529] },
  {
    does: 'can be taught 529, where Retry-After stands in for the schedule',
    codes: '529,200',
    query: { 'retry-after': '1' },
    options: { retry: { statusCodes: [529] } },
    retryAfter: 'seconds',
    statuses: [529, 200],
    waits: [1000],
  },
  {
    does: 'is too fast on a 529 without Retry-After',
    codes: '529,200',
    options: { retry: { ...quick, statusCodes: [529] } },
    statuses: [529, 200],
    perRetry: [tooFast],
  },
  {
    does: 'retries a 502 and a 503, which Huawei OCE rules out',
    codes: '502,503,200',
    options: { host: bss, retry: quick },
    statuses: [502, 503, 200],
    perRetry: [forbidden],
  },
  {
    does: 'repeats a 503 unchanged, where Huawei DIS describes a changed request',
    codes: '503,200',
    options: { host: dis, retry: quick },
    statuses: [503, 200],
    perRetry: ['departure retried-do-not-retry'],
  },
  {
    does: 'retries a 502, of which Huawei DIS says nothing',
    codes: '502,200',
    options: { host: dis, retry: quick },
    statuses: [502, 200],
  },
  {
    does: 'does not retry a POST',
    codes: '503,200',
    options: { method: 'POST', body: '{}' },
    statuses: [503],
  },
  {
    does: 'retries a PUT with its body',
    codes: '503,200',
    options: { method: 'PUT', body: '{"a":1}', retry: quick },
    statuses: [503, 200],
    perRetry: [tooFast],
  },
  {
    does: 'falls back to its own half second on a negative Retry-After, the server’s fault',
    codes: '429,200',
    query: { 'retry-after': '-5' },
    retryAfter: 'invalid',
    statuses: [429, 200],
    waits: [500],
  },
  {
    does: 'falls back to its own half second on a word in Retry-After, the server’s fault',
    codes: '429,200',
    query: { 'retry-after': 'soon' },
    retryAfter: 'invalid',
    statuses: [429, 200],
    waits: [500],
  },
  {
    does: 'falls back to its own half second on Retry-After 0',
    codes: '429,200',
    query: { 'retry-after': '0' },
    retryAfter: 'seconds',
    statuses: [429, 200],
    waits: [500],
  },
  {
    does: 'keeps to a date in Retry-After',
    codes: '429,200',
    query: { 'retry-after-date': 'imf', in: '1' },
    retryAfter: 'date',
    statuses: [429, 200],
  },
]);
