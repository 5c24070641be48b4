import { expect, test } from 'vitest';
import { datasetOf, titleOf } from './dataset.ts';

test.each([
  ['shanghai-lujiazui-buildings.geojson', 'shanghai-lujiazui'],
  ['/data/shanghai-lujiazui-roads.geojson', 'shanghai-lujiazui'],
  ['liechtenstein-2015-07-27.osm.pbf', 'liechtenstein'],
  ['nyc-buildings.geojsonl.gz', 'nyc'],
  ['beijing.shp', 'beijing'],
  ['摄像头 点位.xlsx', '摄像头-点位'],
  ['buildings.geojson', 'buildings'],
])('%s belongs to the data set %s', (file, dataset) => {
  expect(datasetOf(file)).toBe(dataset);
});

test('a data set is called by the Chinese names that its words have, else by its words', () => {
  expect(titleOf('shanghai-lujiazui')).toBe('上海·陆家嘴');
  expect(titleOf('green-valley')).toBe('Green Valley');
});
