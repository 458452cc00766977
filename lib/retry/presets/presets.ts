// What common clients do on their own: the defaults of each, with its version and where they were read.
import { say } from '../../words/say.ts';
import type { Jitter } from '../simulation/jitter.ts';
import type { ClientPreset } from './preset.ts';

const none: Jitter = { kind: 'none' };
const full: Jitter = { kind: 'full' };
const common = [408, 429, 500, 502, 503, 504] as const;

/** The clients to compare with, as in the reference's table. What is said of them is said when it is read. */
export const clientPresets: readonly ClientPreset[] = [
  {
    id: 'got',
    name: 'got',
    version: '14.6',
    get source() {
      return say('preset.options', { client: 'got 14.6' });
    },
    waits: [1, 2],
    jitter: { kind: 'additive', share: 0, seconds: 0.1 },
    capSeconds: null,
    statuses: [...common, 521, 522, 524],
    statusesWithHeader: [413],
    post: 'no',
    retryAfter: { handling: 'instead' },
    get notes() {
      return [say('preset.zero')];
    },
  },
  {
    id: 'ky',
    name: 'ky',
    version: '1.14',
    get source() {
      return say('preset.options', { client: 'ky 1.14' });
    },
    waits: [0.3, 0.6],
    jitter: none,
    capSeconds: null,
    statuses: common,
    statusesWithHeader: [413],
    post: 'no',
    retryAfter: { handling: 'instead', statuses: [413, 429, 503] },
  },
  {
    id: 'undici',
    name: 'undici RetryAgent',
    version: '7.30',
    get source() {
      return say('preset.agent', { client: 'undici 7.30' });
    },
    waits: [0.5, 1, 2, 4, 8],
    jitter: none,
    capSeconds: 30,
    statuses: [429, 500, 502, 503, 504],
    post: 'no',
    retryAfter: { handling: 'instead', seconds: 30 },
  },
  {
    id: 'axios-retry',
    name: 'axios-retry',
    version: '4.5',
    get source() {
      return say('preset.options', { client: 'axios-retry 4.5' });
    },
    waits: [0, 0, 0],
    jitter: none,
    capSeconds: null,
    statuses: [429, '5xx'],
    post: 'no',
    retryAfter: { handling: 'floor' },
  },
  {
    id: 'axios-retry-exponential',
    name: 'axios-retry, exponentialDelay',
    version: '4.5',
    source: 'axios-retry 4.5, retryDelay: exponentialDelay',
    waits: [0.2, 0.4, 0.8],
    jitter: { kind: 'additive', share: 0.2 },
    capSeconds: null,
    statuses: [429, '5xx'],
    post: 'no',
    retryAfter: { handling: 'floor' },
  },
  {
    id: 'azure-core',
    name: 'Azure core pipeline',
    version: '1.24',
    get source() {
      return say('preset.policy', { client: '@azure/core-rest-pipeline 1.24' });
    },
    waits: [1, 2, 4],
    jitter: { kind: 'equal', share: 0.5 },
    capSeconds: 64,
    statuses: [408, '5xx'],
    exceptStatuses: [501, 505],
    statusesWithHeader: [429],
    post: 'yes',
    retryAfter: { handling: 'instead', statuses: [429, 503] },
  },
  {
    id: 'openai',
    name: 'openai',
    version: '6.49',
    get source() {
      return say('preset.options', { client: 'openai 6.49' });
    },
    waits: [0.5, 1],
    jitter: { kind: 'equal', share: 0.25 },
    capSeconds: 8,
    statuses: [408, 409, 429, '5xx'],
    post: 'yes',
    retryAfter: { handling: 'instead' },
    get notes() {
      return [say('preset.obeysAlways', { field: 'x-should-retry' })];
    },
  },
  {
    id: 'stripe',
    name: 'stripe',
    version: '23.1',
    get source() {
      return say('preset.options', { client: 'stripe 23.1' });
    },
    waits: [0.5, 1],
    jitter: { kind: 'equal', share: 0.5 },
    capSeconds: 5,
    floorSeconds: 0.5,
    statuses: [409, '5xx'],
    post: 'with-key',
    retryAfter: { handling: 'ignored' },
    get notes() {
      return [say('preset.obeys', { field: 'stripe-should-retry' })];
    },
  },
  {
    id: 'gaxios',
    name: 'gaxios',
    version: '7.3',
    get source() {
      return say('preset.configuration', { client: 'gaxios 7.3' });
    },
    waits: [0.1, 0.5, 1.5],
    jitter: none,
    capSeconds: null,
    statuses: [408, 429, '5xx'],
    post: 'no',
    retryAfter: { handling: 'ignored' },
  },
  {
    id: 'aws-sdk',
    get name() {
      return say('preset.standardMode', { client: 'AWS SDK' });
    },
    version: '3',
    get source() {
      return say('preset.mode', { client: 'AWS SDK for JavaScript v3' });
    },
    waits: [0.05, 0.1],
    throttledWaits: [1, 2],
    jitter: full,
    capSeconds: 20,
    statuses: [429, 500, 502, 503, 504],
    post: 'yes',
    retryAfter: { handling: 'floor', seconds: 5 },
    get notes() {
      return [say('preset.budget', { tokens: 500 })];
    },
  },
  {
    id: 'dotnet-resilience',
    name: 'Microsoft.Extensions.Http.Resilience',
    version: null,
    get source() {
      return say('preset.handler', { client: 'Microsoft.Extensions.Http.Resilience' });
    },
    waits: [2, 4, 8],
    jitter: full,
    capSeconds: null,
    statuses: [408, 429, '5xx'],
    post: 'yes',
    retryAfter: { handling: 'instead' },
    get notes() {
      return [say('preset.standIn')];
    },
  },
  {
    id: 'envoy',
    name: 'Envoy',
    version: null,
    get source() {
      return say('preset.router', { client: 'Envoy' });
    },
    waits: [0.025],
    jitter: full,
    capSeconds: 0.25,
    statuses: null,
    post: 'by-config',
    retryAfter: { handling: 'by-config' },
    get notes() {
      return [say('preset.configured')];
    },
  },
];
