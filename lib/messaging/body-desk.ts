// How a panel's question for a body finds the DevTools page that can read it, and the answer its way back.
import type { BodyAnswer } from '../http/body.ts';
import { say } from '../words/say.ts';
import type { SessionMessage } from './protocol.ts';

/** A DevTools page that has not answered by then is taken for gone, ms. */
const ANSWER_MS = 5_000;

type Post = (message: SessionMessage) => void;

/** One desk for all connections of the background. */
export interface BodyDesk {
  /** A DevTools page reads bodies of that tab until the returned function is called. */
  offer(tabId: number, post: Post): () => void;
  /** Answers through `answer`, always and once. */
  ask(tabId: number, devtoolsId: string, answer: (found: BodyAnswer) => void): void;
  /** The answer of a DevTools page. */
  answered(request: number, found: BodyAnswer): void;
}

/** Makes a desk; `later` runs a task once after so many ms. */
export function createBodyDesk(later: (ms: number, task: () => void) => void): BodyDesk {
  const readers = new Map<number, Post>();
  const asked = new Map<number, (found: BodyAnswer) => void>();
  let count = 0;

  const answered = (request: number, found: BodyAnswer): void => {
    asked.get(request)?.(found);
    asked.delete(request);
  };

  return {
    offer(tabId, post) {
      readers.set(tabId, post);
      return () => {
        if (readers.get(tabId) === post) readers.delete(tabId);
      };
    },
    ask(tabId, devtoolsId, answer) {
      const post = readers.get(tabId);
      if (!post) return answer({ kind: 'unavailable', reason: say('body.closed') });
      count += 1;
      const request = count;
      asked.set(request, answer);
      post({ type: 'read-body', request, devtoolsId });
      const reason = say('body.late', { seconds: ANSWER_MS / 1000 });
      later(ANSWER_MS, () => answered(request, { kind: 'unavailable', reason }));
    },
    answered,
  };
}
