// Roughly the middle of each country, in whole degrees (latitude, longitude; south and west negative), and how far from it its
// people may be, in kilometres: 500 where no third number says otherwise. Islands far away are within it.
const table = `
AD 43 2 30|AE 24 54|AF 33 65 700|AG 17 -62 50|AI 18 -63 50|AL 41 20 200|AM 40 45 200|AO -12 19 900|AR -34 -64 2000|AS -14 -170 100
AT 47 13|AU -27 133 2300|AW 13 -70 50|AX 60 20 100|AZ 40 48|BA 44 18|BB 13 -60 50|BD 24 90|BE 51 4 200|BF 13 -2|BG 43 25|BH 26 51 50
BI -4 30 200|BJ 10 2|BL 18 -63 50|BM 32 -65 50|BN 5 115 100|BO -17 -65 1000|BQ 12 -68 800|BR -10 -55 2600|BS 24 -76|BT 28 91 200|BW -22 24 700
BY 53 28|BZ 17 -89 200|CA 60 -95 3200|CC -13 97 100|CD 0 25 1500|CF 7 21 800|CG -1 15 700|CH 47 8 250|CI 8 -5|CK -21 -160 1300|CL -30 -71 3000
CM 6 12 700|CN 35 105 2900|CO 4 -72 1100|CR 10 -84 300|CU 22 -80 700|CV 16 -24 300|CW 12 -69 50|CX -11 106 50|CY 35 33 150|CZ 50 16 300
DE 51 9|DJ 12 43 150|DK 56 10 400|DM 15 -61 50|DO 19 -71 250|DZ 28 3 1400|EC -2 -78 1700|EE 59 26 250|EG 27 30 900|ER 15 39|ES 40 -4 2300
ET 8 38 1000|FI 64 26 800|FJ -18 175 700|FK -52 -59 250|FM 7 158 2300|FO 62 -7 100|FR 46 2 700|GA -1 12|GB 54 -2 700|GD 12 -62 50|GE 42 44 350
GF 4 -53 350|GG 49 -3 50|GH 8 -2|GI 36 -5 20|GL 72 -40 1800|GM 13 -17 300|GN 11 -10|GP 16 -62 100|GQ 2 10 700|GR 39 22|GT 15 -90 350
GU 13 145 50|GW 12 -15 250|GY 5 -59|HK 22 114 100|HN 15 -86 400|HR 45 15 400|HT 19 -72 250|HU 47 20 350|ID -5 120 2900|IE 53 -8 350|IL 31 35 300
IM 54 -5 50|IN 20 77 2100|IO -6 71 300|IQ 33 44 700|IR 32 53 1300|IS 65 -18 350|IT 43 13 800|JE 49 -2 50|JM 18 -77 150|JO 31 36 350
JP 36 138 1800|KE 1 38 700|KG 41 75 600|KH 13 105 400|KI 1 173 3600|KM -12 44 200|KN 17 -63 50|KP 40 127 500|KR 37 128 450|KW 29 46 200
KY 19 -81 250|KZ 48 68 1800|LA 18 105 700|LB 34 36 150|LC 14 -61 50|LI 47 10 30|LK 7 81 350|LR 6 -9 400|LS -29 28 200|LT 56 24 300|LU 50 6 80
LV 57 25 350|LY 25 17 1100|MA 32 -5 1300|MC 44 7 20|MD 47 29 300|ME 43 19 150|MF 18 -63 50|MG -20 47 900|MH 9 168 900|MK 42 22 150|ML 17 -4 1100
MM 22 98 1200|MN 46 105 1300|MO 22 114 50|MP 15 146 700|MQ 15 -61 80|MR 20 -12 900|MS 17 -62 50|MT 36 14 50|MU -20 58 700|MV 3 73|MW -13 34 600
MX 23 -102 2000|MY 3 113 1500|MZ -18 35 1300|NA -22 17 1000|NC -21 166 500|NE 16 8 1000|NF -29 168 50|NG 10 8 900|NI 13 -85 400|NL 52 6 300
NO 62 10 1700|NP 28 84 600|NR 0 167 50|NU -19 -170 50|NZ -41 174 1400|OM 21 57 800|PA 9 -80 400|PE -10 -76 1300|PF -15 -140 1600|PG -6 147 1100
PH 13 122 1100|PK 30 70 1100|PL 52 20|PM 47 -56 50|PR 18 -66 150|PS 32 35 150|PT 39 -8 2000|PW 7 134 700|PY -23 -58 700|QA 25 51 150|RE -21 56 80
RO 46 25|RS 44 21 350|RU 60 100 5500|RW -2 30 200|SA 25 45 1400|SB -8 159 900|SC -5 56 1300|SD 15 30 1200|SE 62 15 900|SG 1 104 50|SI 46 15 200
SJ 78 20 400|SK 49 20 300|SL 8 -11 300|SM 44 12 30|SN 14 -14 450|SO 10 49 1700|SR 4 -56 400|SS 8 30 800|ST 1 7 200|SV 14 -89 200|SX 18 -63 50
SY 35 38 500|SZ -26 31 150|TC 22 -72 150|TD 15 19 1100|TG 8 1 400|TH 15 100 1100|TJ 39 71 500|TK -9 -172 200|TL -9 126 300|TM 40 60 800|TN 34 9 500
TO -20 -175 500|TR 39 35 1000|TT 11 -61 100|TV -8 178 500|TW 24 121 400|TZ -6 35 900|UA 49 32 900|UG 1 32 400|US 38 -97 6500|UY -33 -56 400
UZ 41 64 1000|VA 42 12 10|VC 13 -61 100|VE 8 -66 1000|VG 18 -65 80|VI 18 -65 80|VN 16 106 1100|VU -16 167 500|WF -13 -176 200|WS -14 -172 150
XK 43 21 150|YE 15 48 800|YT -13 45 50|ZA -29 24 1100|ZM -15 30 900|ZW -20 30 500`;

type Place = { latitude: number; longitude: number; reachKm: number };

const places = new Map<string, Place>(
  table
    .trim()
    .split(/[|\n]/)
    .map((entry) => {
      const [code = "", latitude, longitude, reach] = entry.trim().split(" ");
      return [code, { latitude: Number(latitude), longitude: Number(longitude), reachKm: Number(reach ?? 500) }];
    }),
);

const earthRadiusKm = 6_371;
const radians = (angle: number) => (angle * Math.PI) / 180;

/**
 * How far two people in these countries are from each other at least, in kilometres: 0 for one country, for neighbours, and
 * where one is unknown. Too little rather than too much, since it is used to doubt somebody.
 */
export function leastDistanceKm(one: string, other: string): number {
  const from = places.get(one);
  const to = places.get(other);
  if (one === other || !from || !to) return 0;
  const half = (a: number, b: number) => Math.sin(radians(b - a) / 2) ** 2;
  const chord =
    half(from.latitude, to.latitude) +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * half(from.longitude, to.longitude);
  return Math.max(0, 2 * earthRadiusKm * Math.asin(Math.sqrt(chord)) - from.reachKm - to.reachKm);
}
