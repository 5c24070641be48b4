/** A quiet plan of a town: river, streets, blocks, and its grids in their own colour. Drawn, not loaded. */
export function TownPicture() {
  return (
    <svg aria-hidden="true" viewBox="0 0 1200 1000" preserveAspectRatio="xMidYMid slice">
      <rect width="1200" height="1000" fill="var(--surface-sunk)" />
      <g transform="rotate(-9 600 500)">
        {blocks.map((block) => (
          <rect key={`${block.x}/${block.y}`} x={block.x} y={block.y} width={block.width} height={block.height} rx="3" fill={block.isPark ? 'var(--good-soft)' : 'var(--surface)'} stroke="var(--line)" strokeWidth="1.5" />
        ))}
        {blocks.flatMap((block) => block.houses.map((house) => <rect key={`${house.x}-${house.y}`} x={house.x} y={house.y} width={house.width} height={house.height} rx="1.5" fill="var(--surface-active)" />))}
      </g>
      <path d="M-60 700 C 180 640 260 760 470 690 S 800 470 960 520 1180 430 1290 360" fill="none" stroke="var(--accent-soft)" strokeWidth="92" />
      <path d="M-60 700 C 180 640 260 760 470 690 S 800 470 960 520 1180 430 1290 360" fill="none" stroke="var(--surface)" strokeOpacity="0.5" strokeWidth="2" />
      <g transform="rotate(-9 600 500)" fill="none" stroke="var(--grid)" strokeOpacity="0.55" strokeWidth="2.5" strokeLinejoin="round">
        <path d="M146 124H506V388H146zM506 124H746V388H506zM746 124H1106V256H746zM746 256H1106V520H746z" />
        <path d="M386 388H746V520H386zM146 388H386V652H146z" fill="var(--grid)" fillOpacity="0.06" />
      </g>
    </svg>
  );
}

interface Block {
  x: number;
  y: number;
  width: number;
  height: number;
  isPark: boolean;
  houses: { x: number; y: number; width: number; height: number }[];
}
const blocks: Block[] = plan();

/** Blocks of 108 by 120 between streets of 12; every one has rows of houses, some are parks. */
function plan(): Block[] {
  const found: Block[] = [];
  for (let column = -2; column < 13; column += 1) {
    for (let row = -2; row < 11; row += 1) {
      const number = (column * 7 + row * 13 + 400) % 11;
      const block = { x: column * 120 + 32, y: row * 132 - 2, width: 108, height: 120, isPark: number === 3 };
      found.push({ ...block, houses: block.isPark ? [] : housesOf(block, number) });
    }
  }
  return found;
}

function housesOf(block: { x: number; y: number }, number: number): Block['houses'] {
  const rows = number % 2 === 0 ? 4 : 3;
  const columns = number > 6 ? 3 : 2;
  const width = (96 - (columns - 1) * 8) / columns;
  return Array.from({ length: rows * columns }, (_, index) => ({
    x: block.x + 6 + (index % columns) * (width + 8),
    y: block.y + 10 + Math.floor(index / columns) * (108 / rows),
    width,
    height: number > 8 ? 16 : 11,
  })).filter((_, index) => (index * 5 + number) % 9 !== 0);
}
