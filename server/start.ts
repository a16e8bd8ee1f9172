import {
  createConnection,
  ErrorCodes,
  type InitializeParams,
  Message,
  type MessageStrategy,
  type NotificationMessage,
  type RequestMessage,
  ResponseError,
} from 'vscode-languageserver/node';
import { capabilities } from './capabilities.ts';
import { clientFeatures } from './client-features.ts';
import { faultOf } from './params.ts';

/** Where messages that can't be taken are sent on to, with the reason: requests are answered, notifications logged. */
const REFUSAL = 'flow-secrets/refusal';

interface Refusal {
  readonly code: number;
  readonly reason: string;
}

/**
 * Serves the client on standard input and output. `initialize` is answered at once; the features are loaded behind that, and
 * what the client sends meanwhile waits for them, in order. Requests before `initialize`, a second one,
 * and requests after `shutdown` are refused.
 */
export function start(version: string): void {
  let isInitialized = false;
  let isShutDown = false;
  let asked: InitializeParams | undefined;
  let loading: Promise<void> | undefined;
  const handleMessage: MessageStrategy['handleMessage'] = (message, next) => {
    const accepted = isInitialized || isRequest(message, 'initialize') ? orRefusal(message, isShutDown) : message;
    isShutDown ||= isInitialized && isRequest(message, 'shutdown');
    if (loading) return loading.then(() => next(accepted));
    const answered = next(accepted);
    if (asked) loading = load(asked, answered);
    return answered;
  };
  const load = async (params: InitializeParams, answered: void | Promise<void>): Promise<void> => {
    asked = undefined;
    await answered;
    early.dispose();
    const { serve } = await import('./connection.ts');
    serve(connection, clientFeatures(params), params);
    loading = undefined;
  };
  const connection = createConnection(process.stdin, process.stdout, { messageStrategy: { handleMessage } });
  const early = connection.onRequest(
    () => new ResponseError(ErrorCodes.ServerNotInitialized, 'Send initialize first.'),
  );
  connection.onRequest(REFUSAL, ({ code, reason }: Refusal) => new ResponseError(code, reason));
  connection.onNotification(REFUSAL, ({ reason }: Refusal) => {
    connection.console.warn(reason);
  });
  connection.onInitialize((params) => {
    if (isInitialized)
      return new ResponseError(ErrorCodes.InvalidRequest, 'This server is initialized already.', { retry: false });
    isInitialized = true;
    asked = params;
    return { capabilities: capabilities(clientFeatures(params)), serverInfo: { name: 'flow-secrets', version } };
  });
  connection.listen();
}

function orRefusal(message: Message, isShutDown: boolean): Message {
  if (!Message.isRequest(message) && !Message.isNotification(message)) return message;
  const refusal = isShutDown && Message.isRequest(message) ? SHUT_DOWN : wrongParams(message);
  if (refusal === undefined) return message;
  const refused: RequestMessage | NotificationMessage = { ...message, method: REFUSAL, params: refusal };
  return refused;
}

const SHUT_DOWN: Refusal = { code: ErrorCodes.InvalidRequest, reason: 'The server is shut down: send exit.' };

function wrongParams({ method, params }: RequestMessage | NotificationMessage): Refusal | undefined {
  const reason = faultOf(method, params);
  return reason === undefined ? undefined : { code: ErrorCodes.InvalidParams, reason };
}

function isRequest(message: Message, method: string): boolean {
  return Message.isRequest(message) && message.method === method;
}
