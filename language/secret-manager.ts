/**
 * The type of the Secret Manager node, of qibb's and of ours (CONTRACTS, Runtime). The vendor's documentation does not give
 * it, so it is assumed; all that knows the node takes it from here.
 */
export const SECRET_MANAGER = 'secret-manager';
