/** On every answer. The page is isolated from any other and can talk to this host only. */
export declare function securityHeaders(nonce: string): Record<string, string>;
