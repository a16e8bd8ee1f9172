/** What the form sends (media/value-form.js). */
export type FormMessage =
  { readonly type: 'ready' | 'cancel' } | { readonly type: 'draft' | 'save'; readonly text: string };

/** What the form is sent: what stands there at first, and what is said of its text. */
export type ToForm =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'problem'; readonly message: string; readonly blocks: boolean };

/** Messages come from another process: their shape is checked. */
export function isFormMessage(message: unknown): message is FormMessage {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  switch (message.type) {
    case 'ready':
    case 'cancel':
      return true;
    case 'draft':
    case 'save':
      return 'text' in message && typeof message.text === 'string';
    default:
      return false;
  }
}
