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

/** Where messages whose parameters are wrong are sent on to, with the reason: requests are answered, notifications logged. */
const REFUSAL = 'flow-secrets/refusal';

/**
 * Serves the client on standard input and output. `initialize` is answered at once; the features are loaded behind that, and
 * what the client sends meanwhile waits for them, in order. Requests before `initialize`, and a second one, are refused.
 */
export function start(version: string): void {
  let isInitialized = false;
  let asked: InitializeParams | undefined;
  let loading: Promise<void> | undefined;
  const handleMessage: MessageStrategy['handleMessage'] = (message, next) => {
    const accepted = isInitialized || isInitialize(message) ? orRefusal(message) : message;
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
  connection.onRequest(
    REFUSAL,
    ({ reason }: { readonly reason: string }) => new ResponseError(ErrorCodes.InvalidParams, reason),
  );
  connection.onNotification(REFUSAL, ({ reason }: { readonly reason: string }) => {
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

function orRefusal(message: Message): Message {
  if (!Message.isRequest(message) && !Message.isNotification(message)) return message;
  const reason = faultOf(message.method, message.params);
  if (reason === undefined) return message;
  const refused: RequestMessage | NotificationMessage = { ...message, method: REFUSAL, params: { reason } };
  return refused;
}

function isInitialize(message: Message): boolean {
  return Message.isRequest(message) && message.method === 'initialize';
}
