/**
 * The type of the vendor's Secret Manager node. Its documentation does not give it, so it is assumed: flows exported from
 * qibb say what it is. Runtime, editor pages and the plugin's proposal to delete the node take it from here.
 */
export const NODE_TYPE = 'secret-manager';
