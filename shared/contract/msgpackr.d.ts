/** The build of msgpackr that makes no code at run time, as the page's content security policy demands. */
declare module 'msgpackr/index-no-eval' {
  export class Packr {
    constructor(options?: { useRecords?: boolean; copyBuffers?: boolean; moreTypes?: boolean });
    pack(value: unknown): Uint8Array;
    unpack(bytes: Uint8Array): unknown;
  }
}
