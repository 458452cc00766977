// How the answer to "show me the body" is read where it arrives.
import type { BodyAnswer } from '../http/body.ts';
import { isBag, isFigure, isText } from './shape.ts';

/** True for one of the three answers, with its fields. */
export function isBodyAnswer(value: unknown): value is BodyAnswer {
  if (!isBag(value)) return false;
  if (value.kind === 'unavailable') return isText(value.reason);
  if (!isText(value.mimeType) || !isFigure(value.size)) return false;
  if (value.kind === 'binary') return true;
  return value.kind === 'text' && isText(value.text) && typeof value.truncated === 'boolean';
}
