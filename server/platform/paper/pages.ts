import PDFDocument from 'pdfkit';
import { fontFiles } from './fonts.ts';
import { shapePlainly } from './plain-shaping.ts';
import { wrapText } from './wrap-text.ts';

const pageMargin = 46;
const footerHeight = 26;
const ink = '#1b2430';
const softInk = '#5b6777';
const ruleColor = '#cfd6df';
const headFill = '#eef2f7';

export interface PaperPicture {
  caption: string;
  bytes: Uint8Array;
  /** Pixels. */
  width: number;
  height: number;
}
/** Where on the page a drawing goes, in points. */
export interface DrawingBox {
  x: number;
  y: number;
  width: number;
  height: number;
}
export interface Column {
  title: string;
  width: number;
  align?: 'left' | 'right';
}
export interface TextLook {
  size?: number;
  font?: 'regular' | 'bold';
  color?: string;
}

/** Pages of A4 that fill from the top; everything on them is text that can be searched and copied. */
export class Pages {
  readonly doc: PDFKit.PDFDocument;
  #watermark: string;
  #y = pageMargin;
  #widths = new Map<string, number>();

  constructor(title: string, watermark: string) {
    this.#watermark = watermark;
    this.doc = new PDFDocument({ size: 'A4', margin: 0, bufferPages: true, autoFirstPage: false, lang: 'zh-CN', info: { Title: title, Creator: 'Getu 格图' } });
    this.doc.registerFont('regular', fontFiles.regular, 'NotoSansCJKsc-Regular');
    this.doc.registerFont('bold', fontFiles.bold, 'NotoSansCJKsc-Bold');
    this.#addPage();
    for (const font of ['bold', 'regular']) shapePlainly(this.doc.font(font));
  }

  get width(): number {
    return this.doc.page.width - 2 * pageMargin;
  }

  /** Goes to a new page unless `height` points are left on this one. */
  makeRoom(height: number): boolean {
    if (this.#y + height <= this.doc.page.height - pageMargin - footerHeight) return false;
    this.#addPage();
    return true;
  }

  gap(height: number): void {
    this.#y += height;
  }

  /** A text over the whole width. */
  paragraph(text: string, { size = 10, font = 'regular', color = ink }: TextLook = {}): void {
    for (const line of this.#wrap(text, this.width, size, font, 200)) {
      this.makeRoom(size * 1.5);
      this.#line(line, pageMargin, this.#y, size, font, color);
      this.#y += size * 1.5;
    }
  }

  heading(text: string): void {
    this.makeRoom(70);
    this.gap(12);
    this.doc.rect(pageMargin, this.#y + 3, 3, 12).fill('#1f5fbf');
    this.#line(text, pageMargin + 9, this.#y, 12, 'bold', ink);
    this.gap(22);
  }

  note(text: string): void {
    this.paragraph(text, { size: 9, color: softInk });
    this.gap(2);
  }

  /** Label and value in two columns. */
  facts(facts: [string, string][]): void {
    const half = this.width / 2;
    for (let index = 0; index < facts.length; index += 2) {
      this.makeRoom(18);
      for (const [side, fact] of facts.slice(index, index + 2).entries()) {
        const x = pageMargin + side * half;
        this.#line(fact[0], x, this.#y, 9, 'regular', softInk);
        this.#line(this.#wrap(fact[1], half - 64, 9.5, 'regular', 1)[0] ?? '', x + 56, this.#y, 9.5, 'regular', ink);
      }
      this.#y += 17;
    }
  }

  /** Rows under a head that is repeated on every page. Cells take up to four lines. */
  table(columns: Column[], rows: string[][]): void {
    this.makeRoom(44);
    this.#tableHead(columns);
    for (const row of rows) {
      const cells = columns.map((column, index) => this.#wrap(row[index] ?? '', column.width - 8, 8.5, 'regular', 4));
      const height = Math.max(...cells.map((lines) => lines.length)) * 12 + 5;
      if (this.makeRoom(height)) this.#tableHead(columns);
      let x = pageMargin;
      for (const [index, column] of columns.entries()) {
        for (const [n, line] of (cells[index] ?? []).entries()) {
          const indent = column.align === 'right' ? column.width - 8 - this.#measure(line, 8.5, 'regular') : 0;
          this.#line(line, x + 4 + indent, this.#y + 3 + n * 12, 8.5, 'regular', ink);
        }
        x += column.width;
      }
      this.#y += height;
      this.doc.moveTo(pageMargin, this.#y).lineTo(pageMargin + this.width, this.#y).lineWidth(0.4).stroke(ruleColor);
    }
    this.gap(6);
  }

  /** A picture over the width, at most half a page high, with its caption. */
  picture({ bytes, caption, ...pixels }: PaperPicture): void {
    const scale = Math.min(this.width / pixels.width, 330 / pixels.height);
    const [width, height] = [pixels.width * scale, pixels.height * scale];
    this.makeRoom(height + 26);
    this.doc.image(Buffer.from(bytes), pageMargin, this.#y, { width, height });
    this.doc.rect(pageMargin, this.#y, width, height).lineWidth(0.5).stroke(ruleColor);
    this.#y += height + 5;
    if (caption) this.note(caption);
    this.gap(4);
  }

  /** A drawing by its own hand over the width, clipped and framed. Text in it is set by `write`. */
  drawing(height: number, draw: (doc: PDFKit.PDFDocument, box: DrawingBox, write: (text: string, x: number, y: number, look: TextLook) => void) => void): void {
    this.makeRoom(height + 6);
    const box = { x: pageMargin, y: this.#y, width: this.width, height };
    this.doc.save().rect(box.x, box.y, box.width, box.height).clip();
    draw(this.doc, box, (text, x, y, { size = 8, font = 'regular', color = ink }) => this.#line(text, x, y, size, font, color));
    this.doc.restore().rect(box.x, box.y, box.width, box.height).lineWidth(0.5).stroke(ruleColor);
    this.#y += height + 6;
  }

  /** The next paper of several in one file begins on a page of its own. */
  nextPaper(): void {
    this.#addPage();
  }

  /** Points that a text takes. */
  measure(text: string, { size = 8, font = 'regular' }: TextLook): number {
    return this.#measure(text, size, font);
  }

  /** Number of the page and of all, at the foot of each; then nothing can be added any more. */
  finish(foot: string): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page);
      this.#drawWatermark();
      const y = this.doc.page.height - pageMargin;
      const number = `第 ${page - start + 1} 页 / 共 ${count} 页`;
      this.doc.moveTo(pageMargin, y - 8).lineTo(pageMargin + this.width, y - 8).lineWidth(0.4).stroke(ruleColor);
      this.#line(foot, pageMargin, y - 2, 8, 'regular', softInk);
      this.#line(number, pageMargin + this.width - this.#measure(number, 8, 'regular'), y - 2, 8, 'regular', softInk);
    }
    this.doc.end();
  }

  #tableHead(columns: Column[]): void {
    this.doc.rect(pageMargin, this.#y, this.width, 18).fill(headFill);
    let x = pageMargin;
    for (const { title, width, align } of columns) {
      const indent = align === 'right' ? width - 8 - this.#measure(title, 8.5, 'bold') : 0;
      this.#line(title, x + 4 + indent, this.#y + 3, 8.5, 'bold', ink);
      x += width;
    }
    this.#y += 18;
  }

  #addPage(): void {
    this.doc.addPage();
    this.#y = pageMargin;
  }

  /** Across text and pictures alike, faintly. */
  #drawWatermark(): void {
    const { width, height } = this.doc.page;
    const step = this.#measure(this.#watermark, 13, 'regular') + 70;
    this.doc.save().rotate(-28, { origin: [width / 2, height / 2] }).fillColor(ink, 0.1);
    for (const row of [-3, -2, -1, 0, 1, 2, 3]) {
      for (const column of [-1, 0, 1]) this.#raw(this.#watermark, width / 2 + (column - 0.5 + (row % 2) * 0.3) * step, height / 2 + row * 130, 13, 'regular');
    }
    this.doc.restore().fillColor(ink, 1);
  }

  #line(text: string, x: number, y: number, size: number, font: 'regular' | 'bold', color: string): void {
    this.doc.fillColor(color);
    this.#raw(text, x, y, size, font);
  }

  #raw(text: string, x: number, y: number, size: number, font: 'regular' | 'bold'): void {
    this.doc.font(font).fontSize(size).text(text, x, y, { lineBreak: false });
  }

  #wrap(text: string, width: number, size: number, font: 'regular' | 'bold', most: number): string[] {
    return wrapText(text, width, (character) => this.#widthOf(character, font) * size, most);
  }

  #measure(text: string, size: number, font: 'regular' | 'bold'): number {
    return [...text].reduce((sum, character) => sum + this.#widthOf(character, font) * size, 0);
  }

  /** Width of a character at size 1; asked of the font once each, for shaping whole texts is what takes time. */
  #widthOf(character: string, font: 'regular' | 'bold'): number {
    const key = `${font}${character}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    const width = this.doc.font(font).fontSize(100).widthOfString(character) / 100;
    this.#widths.set(key, width);
    return width;
  }
}
