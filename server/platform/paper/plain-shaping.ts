/** What pdfkit keeps of an embedded font, as far as it is used here. */
interface EmbeddedFont {
  /** Thousandths of the size per unit of the font. */
  scale: number;
  font: { glyphForCodePoint(codePoint: number): Glyph };
  layoutRun(text: string): Run;
}
interface Glyph {
  id: number;
  advanceWidth: number;
  codePoints: number[];
}
interface Position {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
  advanceWidth: number;
}
interface Run {
  glyphs: Glyph[];
  positions: Position[];
  advanceWidth: number;
}

/**
 * Sets one glyph for each character of the document's present font, looked up once. pdfkit has fontkit shape every text
 * by the font's rules, which Chinese and figures do not need and which is most of the time that a long list takes.
 */
export function shapePlainly(doc: PDFKit.PDFDocument): void {
  const embedded = (doc as unknown as { _font: EmbeddedFont })._font;
  const known = new Map<string, [Glyph, Position]>();
  const look = (character: string): [Glyph, Position] => {
    const found = known.get(character);
    if (found) return found;
    const glyph = embedded.font.glyphForCodePoint(character.codePointAt(0) ?? 0);
    const width = glyph.advanceWidth * embedded.scale;
    const made: [Glyph, Position] = [glyph, { xAdvance: width, yAdvance: 0, xOffset: 0, yOffset: 0, advanceWidth: width }];
    known.set(character, made);
    return made;
  };
  embedded.layoutRun = (text) => {
    const set = [...text].map(look);
    return { glyphs: set.map(([glyph]) => glyph), positions: set.map(([, position]) => position), advanceWidth: set.reduce((sum, [, position]) => sum + position.xAdvance, 0) };
  };
}
