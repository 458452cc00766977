// A failure played through on the command line.
import { describe, expect, it } from 'vitest';
import { retryscope } from './driver/command-line.ts';

const simulate = (...args: string[]) => retryscope(['simulate', ...args]);
const failure = ['--provider', 'memfault', '--status', '503', '--outage', '30s'];

describe('simulate', () => {
  it('shows what staying in step costs, and what jitter gains', () => {
    const { status, stdout, stderr } = simulate(...failure);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('1000 clients in an outage of 30 s, then 100 requests a second are answered');
    // The figures of retry-semantics.md: followed literally 60 % stay failed, with additive jitter all succeed.
    expect(stdout).toMatch(/^Memfault’s rule +40 % ±/m);
    expect(stdout).toMatch(/^Memfault’s rule \+ 0–20 % jitter +100 %/m);
    expect(stdout).toMatch(/^got 14\.6 +0 %/m);
  });
  it('gives all figures as JSON, equal for equal seeds', () => {
    const args = [...failure, '--clients', '200', '--jitter', 'full', '--json'];
    const once = simulate(...args, '--seed', '7').stdout;
    expect(simulate(...args, '--seed', '7').stdout).toBe(once);
    expect(simulate(...args, '--seed', '8').stdout).not.toBe(once);
    const { provider, status, settings, target, results } = JSON.parse(once);
    expect({ provider, status: status.code, target }).toEqual({
      provider: 'memfault',
      status: 503,
      target: 0.9999,
    });
    expect(settings).toMatchObject({ outageSeconds: 30, clients: 200, jitter: 'full', seed: 7 });
    expect(results.map(({ id }: { id: string }) => id).slice(0, 2)).toEqual(['rule', 'rule+jitter']);
    expect(results[0]).toMatchObject({ waits: [8, 64, 512, 4096, 32768], calls: 200 });
    const sum = results[0].attemptsDistribution.reduce((total: number, n: number) => total + n, 0);
    expect(sum).toBe(200);
  });
  it('says who would not send it again, and why', () => {
    const { stdout } = simulate('--provider', 'huawei-oce', '--status', '400');
    expect(stdout).toContain('Not sent again by Huawei OCE’s rule: the rule says not to.');
    expect(stdout).toMatch(/Not sent again by got 14\.6, .*: they do not retry this status\./);
    const post = simulate('--provider', 'memfault', '--status', '503', '--method', 'post').stdout;
    expect(post).toMatch(/Not sent again by got 14\.6, .*: they do not retry this method\./);
  });
  it('takes Retry-After, a capacity, a budget and failures at random', () => {
    const literal = ['--jitter', 'none', '--json'];
    const waits = JSON.parse(simulate(...failure, ...literal, '--retry-after', '300').stdout).results[0]
      .waits;
    expect(waits).toEqual([300, 300, 512, 4096, 32768]);
    const all = JSON.parse(simulate(...failure, ...literal, '--capacity', 'none').stdout).results[0];
    expect(all.logicalSuccess.share).toBe(1);
    const budgeted = JSON.parse(simulate(...failure, ...literal, '--budget', 'grpc').stdout).results[0];
    expect(budgeted.stoppedByBudget).toBeGreaterThan(0);
    const random = simulate(...failure.slice(0, 4), '--outage', '0', '--failure', '0.5').stdout;
    expect(random).toContain('each request failing with a chance of 50 %');
  });
  it.each([
    [[], 'Name both'],
    [['--provider', 'memfault'], 'Name both'],
    [['--provider', 'nobody', '--status', '503'], 'There is no provider "nobody"'],
    [['--provider', 'memfault', '--status', '99'], '99'],
    [[...failure, '--outage', 'soon'], '--outage soon: write a duration'],
    [[...failure, '--clients', '0'], '--clients 0: it is a whole number from 1 to 1000000'],
    [[...failure, '--jitter', 'some'], '--jitter some: it is one of additive, none'],
    [[...failure, '--seed', 'x'], '--seed x: it is a whole number'],
    [['503'], '503: what to simulate is said with options'],
  ])('refuses %j', (args, message) => {
    const { status, stdout, stderr } = simulate(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});
