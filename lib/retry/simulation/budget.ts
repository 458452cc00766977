// The budgets that keep a process from retrying too much, as small state machines over time.

/** A budget with its figures; `budgetDefaults` has each project's own. */
export type BudgetRule =
  | { readonly kind: 'none' }
  /**
   * Retries under way at once: this share of the calls under way, and always `minRetries`.
   * Envoy, RetryBudget: https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/circuit_breaker.proto
   */
  | { readonly kind: 'envoy'; readonly share: number; readonly minRetries: number }
  /**
   * Within a sliding window: this share of the calls begun in it, and so many a second besides.
   * Finagle, RetryBudget: https://twitter.github.io/finagle/guide/Clients.html#retries
   */
  | {
      readonly kind: 'finagle';
      readonly share: number;
      readonly perSecond: number;
      readonly windowSeconds: number;
    }
  /**
   * Tokens: a failure takes one, a success gives `ratio`; no retry while half of them or fewer are left.
   * gRPC A6, "Throttling Retry Attempts": https://github.com/grpc/proposal/blob/master/A6-client-retries.md
   */
  | { readonly kind: 'grpc'; readonly tokens: number; readonly ratio: number }
  /**
   * A bucket: a retry takes its cost and is not made when too little is left; a success gives back the cost of
   * the retry that led to it, or one. AWS SDKs, retry mode "standard":
   * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
   */
  | {
      readonly kind: 'aws';
      readonly tokens: number;
      readonly retryCost: number;
      readonly throttlingCost: number;
    };

/** Each project's own figures. */
export const budgetDefaults: { readonly [K in BudgetRule['kind']]: Extract<BudgetRule, { kind: K }> } = {
  none: { kind: 'none' },
  envoy: { kind: 'envoy', share: 0.2, minRetries: 3 },
  finagle: { kind: 'finagle', share: 0.2, perSecond: 10, windowSeconds: 10 },
  grpc: { kind: 'grpc', tokens: 10, ratio: 0.1 },
  aws: { kind: 'aws', tokens: 500, retryCost: 14, throttlingCost: 5 },
};

/** One process's budget; told what happens in order of time (seconds), asked before each retry. */
export interface RetryBudget {
  callBegan(at: number): void;
  /** An attempt was answered; `isRetry` for all but a call's first. */
  answered(isSuccess: boolean, isRetry: boolean): void;
  /** True, and the retry counted, where the budget allows one now. */
  takesRetry(at: number): boolean;
  callEnded(): void;
}

/** A full budget. `throttled` when failures are throttling ones. */
export function createBudget(rule: BudgetRule, throttled = false): RetryBudget {
  switch (rule.kind) {
    case 'envoy':
      return envoy(rule.share, rule.minRetries);
    case 'finagle':
      return finagle(rule.share, rule.perSecond, rule.windowSeconds);
    case 'grpc':
      return grpc(rule.tokens, rule.ratio);
    case 'aws':
      return aws(rule.tokens, throttled ? rule.throttlingCost : rule.retryCost);
    default:
      return { ...deaf, takesRetry: () => true };
  }
}

const deaf = { callBegan() {}, answered() {}, callEnded() {} };

/** A retry counts from when it is decided until it is answered: Envoy counts the back-off as well. */
function envoy(share: number, minRetries: number): RetryBudget {
  let calls = 0;
  let retries = 0;
  return {
    callBegan: () => void calls++,
    callEnded: () => void calls--,
    answered(_, isRetry) {
      if (isRetry) retries--;
    },
    takesRetry() {
      if (retries + 1 > Math.max(minRetries, share * calls)) return false;
      retries++;
      return true;
    },
  };
}

/** Finagle's own grain: the window slides in ten steps. */
const steps = 10;

function finagle(share: number, perSecond: number, windowSeconds: number): RetryBudget {
  const earned = new Float64Array(steps);
  const reserve = perSecond * windowSeconds;
  let step = 0;
  let balance = 0;
  const moveTo = (at: number): void => {
    const now = Math.floor((at * steps) / windowSeconds);
    for (let passed = Math.min(now - step, steps); passed > 0; passed--) {
      const slot = (now - passed + 1) % steps;
      balance -= earned[slot] ?? 0;
      earned[slot] = 0;
    }
    step = now;
  };
  const add = (amount: number): void => {
    earned[step % steps] = (earned[step % steps] ?? 0) + amount;
    balance += amount;
  };
  return {
    ...deaf,
    callBegan(at) {
      moveTo(at);
      add(share);
    },
    takesRetry(at) {
      moveTo(at);
      // Shares add up a hair short of whole retries.
      if (balance + reserve < 1 - 1e-9) return false;
      add(-1);
      return true;
    },
  };
}

function grpc(most: number, ratio: number): RetryBudget {
  let tokens = most;
  return {
    ...deaf,
    answered(isSuccess) {
      tokens = isSuccess ? Math.min(most, tokens + ratio) : Math.max(0, tokens - 1);
    },
    takesRetry: () => tokens > most / 2,
  };
}

function aws(most: number, cost: number): RetryBudget {
  let tokens = most;
  return {
    ...deaf,
    answered(isSuccess, isRetry) {
      if (isSuccess) tokens = Math.min(most, tokens + (isRetry ? cost : 1));
    },
    takesRetry() {
      if (tokens < cost) return false;
      tokens -= cost;
      return true;
    },
  };
}
