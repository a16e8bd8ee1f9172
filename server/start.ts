import {
  createConnection,
  ErrorCodes,
  type InitializeParams,
  type MessageStrategy,
  ResponseError,
} from 'vscode-languageserver/node';
import { capabilities } from './capabilities.ts';
import { clientFeatures } from './client-features.ts';

/**
 * Serves the client on standard input and output. `initialize` is answered at once; the features are loaded behind that, and
 * what the client sends meanwhile waits for them, in order. Requests before `initialize`, and a second one, are refused.
 */
export function start(version: string): void {
  let isInitialized = false;
  let asked: InitializeParams | undefined;
  let loading: Promise<void> | undefined;
  const handleMessage: MessageStrategy['handleMessage'] = (message, next) => {
    if (loading) return loading.then(() => next(message));
    const answered = next(message);
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
  connection.onInitialize((params) => {
    if (isInitialized)
      return new ResponseError(ErrorCodes.InvalidRequest, 'This server is initialized already.', { retry: false });
    isInitialized = true;
    asked = params;
    return { capabilities: capabilities(clientFeatures(params)), serverInfo: { name: 'flow-secrets', version } };
  });
  connection.listen();
}
