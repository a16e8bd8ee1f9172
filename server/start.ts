import { createConnection, type InitializeParams, type MessageStrategy } from 'vscode-languageserver/node';
import { capabilities } from './capabilities.ts';
import { clientFeatures } from './client-features.ts';

/**
 * Serves the client on standard input and output. `initialize` is answered at once; the features are loaded behind that, and
 * what the client sends meanwhile waits for them, in order.
 */
export function start(version: string): void {
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
    const { serve } = await import('./connection.ts');
    serve(connection, clientFeatures(params), params);
    loading = undefined;
  };
  const connection = createConnection(process.stdin, process.stdout, { messageStrategy: { handleMessage } });
  connection.onInitialize((params) => {
    asked = params;
    return { capabilities: capabilities(clientFeatures(params)), serverInfo: { name: 'flow-secrets', version } };
  });
  connection.listen();
}
