import { type Connection } from 'vscode-languageserver';
import { type AskValues } from '../workspace/known-values/values.ts';
import {
  KnownValuesRequest,
  type KnownValuesResult,
  ValuesChangedNotification,
  type ValuesChangedParams,
} from './protocol.ts';
import { type Session } from './session.ts';

/**
 * Leak detection: the client, which can open the store, is asked by digests which texts are values. Nothing is asked, and no
 * digest made, before it says that it can answer (an identity, a trusted workspace).
 */
export function askClientForValues(connection: Connection, session: Session): void {
  const ask: AskValues = async (root, digests) => {
    const { known } = await connection.sendRequest<KnownValuesResult>(KnownValuesRequest.method, { root, digests });
    return known;
  };
  connection.onNotification(ValuesChangedNotification.method, ({ roots }: ValuesChangedParams) => {
    session.searchLeaks(roots, ask);
  });
}
