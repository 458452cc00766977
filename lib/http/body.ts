// What is known of a response's body when a person asks for it.

/** The answer to "show me the body"; sizes are characters of text, or bytes where the body is not text. */
export type BodyAnswer =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly mimeType: string;
      /** Of the whole body, also where `text` was cut. */
      readonly size: number;
      readonly truncated: boolean;
    }
  | { readonly kind: 'binary'; readonly mimeType: string; readonly size: number }
  /** `reason`: one sentence without a final full stop. */
  | { readonly kind: 'unavailable'; readonly reason: string };
