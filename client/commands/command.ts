import { type App } from '../app.ts';

/**
 * What a command does. The argument is the row that it was called on, a quick fix's argument (server/protocol.ts), or
 * undefined from the palette: then it asks. Throws Cancelled, UserError or StoreError; anything else is a surprise.
 */
export type Command = (app: App, argument: unknown) => Promise<void>;
