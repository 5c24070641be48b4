/** Turns GDAL's complaints into sentences. */

/** What GDAL says → what we say; the first row that fits. `$1` is the row's number where GDAL names it. */
const complaints: { pattern: RegExp; sentence: (name: string, match: RegExpExecArray) => string }[] = [
  { pattern: /Failed to reproject feature (\d+)/, sentence: (name, m) => `Row ${Number(m[1]) + 1} of ${name} has coordinates outside its coordinate system; say the right one with --crs.` },
  { pattern: /invalid byte sequence for encoding|character with byte sequence/i, sentence: (name) => `The text of ${name} is not in the encoding that it states; name the right one with --encoding, for instance gb18030.` },
  { pattern: /At line (\d+), character (\d+): (.*)/, sentence: (name, m) => `${name} is not whole JSON: line ${m[1]}, character ${m[2]}.` },
  { pattern: /JSON parsing error|Failed to read GeoJSON/i, sentence: (name) => `${name} is not whole GeoJSON.` },
  { pattern: /Unable to open (.*\.shx)/i, sentence: (name) => `${name} lacks its .shx: a Shapefile is at least .shp, .shx and .dbf side by side.` },
  { pattern: /(decompression failed|unexpected EOF|Error occurred while reading)/i, sentence: (name) => `${name} is cut short or damaged.` },
  { pattern: /No such file|does not exist/i, sentence: (name) => `${name} is not there or cannot be read.` },
  { pattern: /could not connect|connection to server/i, sentence: () => 'The database cannot be reached.' },
  { pattern: /No space left|could not extend file/i, sentence: () => 'The disk is full.' },
  { pattern: /Cannot find layer|Couldn't fetch requested layer|Unable to find layer/i, sentence: (name) => `${name} has no such layer.` },
  { pattern: /PROJ|Failed to process SRS|EPSG/i, sentence: (name) => `The coordinate system of ${name} is not known; say it with --crs EPSG:n.` },
];

/** One sentence for what GDAL printed about a file. */
export function explainGdal(name: string, stderr: string): string {
  for (const { pattern, sentence } of complaints) {
    const match = pattern.exec(stderr);
    if (match) return sentence(name, match);
  }
  return `${name} is damaged or of a kind that GDAL cannot read.`;
}
