// How pages read what the background sends them.
import { fail, ok, type Result } from '../http/result.ts';
import { isBodyAnswer } from './parse-body.ts';
import type { SessionMessage } from './protocol.ts';
import { isBag, isInteger, isText, isTexts } from './shape.ts';

/** Reads a message from the background; the records in it are read by `parseRecords`. */
export function parseSessionMessage(value: unknown): Result<SessionMessage> {
  if (!isBag(value)) return fail('', 'a message is an object');
  const { type, request } = value;
  switch (type) {
    case 'records': {
      const { records, upToSeq, more } = value;
      if (!isText(records)) return fail('records', 'is not a text');
      if (!isInteger(upToSeq)) return fail('upToSeq', 'is not an integer');
      if (typeof more !== 'boolean') return fail('more', 'is neither true nor false');
      return ok({ type, records, upToSeq, more });
    }
    case 'packs':
      return Array.isArray(value.packs) && value.packs.every(isInteger)
        ? ok({ type, packs: value.packs })
        : fail('packs', 'is not an array of integers');
    case 'evicted':
      return isInteger(value.upToSeq)
        ? ok({ type, upToSeq: value.upToSeq })
        : fail('upToSeq', 'is not an integer');
    case 'status':
      return isTexts(value.origins) && isTexts(value.notices)
        ? ok({ type, origins: value.origins, notices: value.notices })
        : fail('', 'origins and notices are arrays of strings');
    case 'settled':
      return isInteger(value.number)
        ? ok({ type, number: value.number })
        : fail('number', 'is not an integer');
    case 'pong':
      return ok({ type });
    case 'give-back': {
      const { afterSeq, upToSeq } = value;
      return isInteger(afterSeq) && isInteger(upToSeq)
        ? ok({ type, afterSeq, upToSeq })
        : fail('afterSeq, upToSeq', 'are not integers');
    }
    case 'read-body': {
      const { devtoolsId } = value;
      if (!isInteger(request)) return fail('request', 'is not an integer');
      return isText(devtoolsId) ? ok({ type, request, devtoolsId }) : fail('devtoolsId', 'is not a text');
    }
    case 'body': {
      const { answer } = value;
      if (!isInteger(request)) return fail('request', 'is not an integer');
      return isBodyAnswer(answer) ? ok({ type, request, answer }) : fail('answer', 'is not one about a body');
    }
    default:
      return fail('type', `"${String(type)}" is not a message that a page knows`);
  }
}
