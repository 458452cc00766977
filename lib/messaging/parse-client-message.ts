// How the background reads what pages send it: a message that is not whole is a named failure, never half done.
import { fail, formatProblems, ok, type Result } from '../http/result.ts';
import { isBodyAnswer } from './parse-body.ts';
import { parseExchanges } from './parse-record.ts';
import type { ClientMessage, Delivery } from './protocol.ts';
import { isBag, isFigure, isInteger, isText } from './shape.ts';

/** Reads a message to the background; `warn` hears of parts of a delivery that are not whole and are left out. */
export function parseClientMessage(value: unknown, warn: (text: string) => void): Result<ClientMessage> {
  if (!isBag(value)) return fail('', 'a message is an object');
  const { type, tabId, request } = value;
  switch (type) {
    case 'subscribe': {
      const { afterSeq, readsPacks } = value;
      if (!(tabId === null || isInteger(tabId))) return fail('tabId', 'is not an integer or null');
      if (!isInteger(afterSeq)) return fail('afterSeq', 'is not an integer');
      if (typeof readsPacks !== 'boolean') return fail('readsPacks', 'is neither true nor false');
      return ok({ type, tabId, afterSeq, readsPacks });
    }
    case 'deliver': {
      if (!isInteger(value.number)) return fail('number', 'is not an integer');
      const delivery = parseDelivery(value.delivery, warn);
      return delivery.ok ? ok({ type, number: value.number, delivery: delivery.value }) : delivery;
    }
    case 'clear':
    case 'offer-bodies':
      return isInteger(tabId) ? ok({ type, tabId }) : fail('tabId', 'is not an integer');
    case 'ping':
      return ok({ type });
    case 'given-back':
      return isText(value.records) ? ok({ type, records: value.records }) : fail('records', 'is not a text');
    case 'body-wanted': {
      const { devtoolsId } = value;
      if (!isInteger(request) || !isInteger(tabId)) return fail('request, tabId', 'are not integers');
      return isText(devtoolsId)
        ? ok({ type, request, tabId, devtoolsId })
        : fail('devtoolsId', 'is not a text');
    }
    case 'body-read': {
      const { answer } = value;
      if (!isInteger(request)) return fail('request', 'is not an integer');
      return isBodyAnswer(answer) ? ok({ type, request, answer }) : fail('answer', 'is not one about a body');
    }
    default:
      return fail('type', `"${String(type)}" is not a message that the background knows`);
  }
}

function parseDelivery(value: unknown, warn: (text: string) => void): Result<Delivery> {
  if (!isBag(value)) return fail('delivery', 'is not an object');
  const { type } = value;
  switch (type) {
    case 'devtools-exchanges': {
      if (!Array.isArray(value.exchanges)) return fail('delivery.exchanges', 'is not an array');
      const { exchanges, problems } = parseExchanges(value.exchanges, 'delivery.exchanges');
      if (problems.length > 0) warn(`DevTools' exchanges: ${formatProblems(problems)}`);
      return ok({ type, exchanges });
    }
    case 'navigated': {
      const { tabId, url, at } = value;
      if (!isInteger(tabId)) return fail('delivery.tabId', 'is not an integer');
      if (!isText(url)) return fail('delivery.url', 'is not a string');
      return isFigure(at) ? ok({ type, tabId, url, at }) : fail('delivery.at', 'is not a number');
    }
    case 'dropped': {
      const { from, to } = value;
      return isFigure(from) && isFigure(to)
        ? ok({ type, from, to })
        : fail('delivery.from, delivery.to', 'are not numbers');
    }
    default:
      return fail('delivery.type', `"${String(type)}" is nothing that can be kept`);
  }
}
