/** The bytes that are these letters, small or capital, in an encoding of one byte. */
export const bytesOf = (encoding: string, letters: string) => {
  const decoder = new TextDecoder(encoding);
  const wanted = new Set(letters + letters.toUpperCase());
  return new Set(
    Array.from({ length: 128 }, (_, at) => at + 128).filter((byte) =>
      wanted.has(decoder.decode(Uint8Array.of(byte))),
    ),
  );
};
