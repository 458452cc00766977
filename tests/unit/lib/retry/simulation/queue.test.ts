import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createQueue } from '../../../../../lib/retry/simulation/queue.ts';

describe('the queue', () => {
  it('gives clients by time, those of the same time as they came, whatever is put in between', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { maxLength: 60 }), (steps) => {
        const queue = createQueue(steps.length);
        const model: { at: number; client: number }[] = [];
        steps.forEach((at, client) => {
          if (at !== null) {
            queue.put(at, client);
            model.push({ at, client });
            // The sort is stable.
            model.sort((one, other) => one.at - other.at);
          } else if (queue.size > 0) {
            expect(queue.nextAt).toBe(model[0]?.at);
            expect(queue.take()).toBe(model.shift()?.client);
          }
          expect(queue.size).toBe(model.length);
        });
        while (queue.size > 0) expect(queue.take()).toBe(model.shift()?.client);
        expect(queue.nextAt).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });
});
