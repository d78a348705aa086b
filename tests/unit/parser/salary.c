/* tests/unit/parser/salary.c - pay as printed
 * SPDX-License-Identifier: MIT
 *
 * The truth of each row was written by reading the text, not by running the parser.
 */
#include "parser/wording.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/parser/wording_fixture.h"

/* Amounts in pounds and pence; a NONE is absent. */
#define NONE (-1.0)

enum flag { PLAIN = 0, RATA = 1, INC = 2, EXTRA = 4 };

struct row {
    const char *text;
    enum salary_kind kind;
    double min, max;
    enum period period;
    int flags;
};

#define RANGE(text, min, max, period, flags)                                                   \
    { text, SALARY_RANGE, min, max, PERIOD_##period, flags }
#define POINT(text, at, period, flags)                                                         \
    { text, SALARY_POINT, at, at, PERIOD_##period, flags }
#define FROM(text, at, period, flags)                                                          \
    { text, SALARY_FROM, at, NONE, PERIOD_##period, flags }
#define UP_TO(text, at, period, flags)                                                         \
    { text, SALARY_UP_TO, NONE, at, PERIOD_##period, flags }
#define UNSTATED(text, flags)                                                                  \
    { text, SALARY_UNSTATED, NONE, NONE, PERIOD_NONE, flags }
#define UNREADABLE(text)                                                                       \
    { text, SALARY_UNREADABLE, NONE, NONE, PERIOD_NONE, PLAIN }

static const struct row rows[] = {
    /* full time and part time, with the supplement and without: the first */
    RANGE("£24,071 - £25,674 pro rata of £12,035 - £12,837", 24071, 25674, YEAR, RATA),
    RANGE("£24,071 to £25,674 a year (pro rata: £12,035 to £12,837)", 24071, 25674, YEAR, RATA),
    RANGE("£24,071 - £25,674 per annum, £12,035 - £12,837 pro rata", 24071, 25674, YEAR, RATA),
    POINT("£24,071 pro rata £12,035", 24071, YEAR, RATA),
    RANGE("£24,071 pro rata to £25,674 pro rata", 24071, 25674, YEAR, RATA),
    RANGE("Band 2 £24,465 pro rata, Band 3 £24,937 pro rata", 24465, 24937, YEAR, RATA),
    POINT("£24,937 (pro rata), inc HCAS £30,546", 24937, YEAR, RATA | EXTRA),
    RANGE("£24,937 - £26,598 (£30,546 - £32,207 inc Inner London HCAS)", 24937, 26598, YEAR,
          EXTRA),
    RANGE("£30,546 - £32,207 inc HCAS (£24,937 - £26,598 excluding HCAS)", 30546, 32207, YEAR,
          INC),
    RANGE("£24,937 £26,598 inc HCAS", 24937, 26598, YEAR, INC),
    RANGE("Band 2 £24,465 inc HCAS or Band 3 £26,598 inc HCAS", 24465, 26598, YEAR, INC),
    /* this year's table and another's: the first */
    RANGE("Band 3 £24,937 - £26,598 (2026/27: £25,760 - £27,476)", 24937, 26598, YEAR, PLAIN),
    RANGE("£24,937 - £26,598 (£25,760 - £27,476 from 1 April 2026)", 24937, 26598, YEAR, PLAIN),
    RANGE("£24,937 - £26,598 a year. From April 2026 £25,760 - £27,476", 24937, 26598, YEAR,
          PLAIN),
    RANGE("£24,937 - £26,598 (pay award pending: £25,760 - £27,476)", 24937, 26598, YEAR,
          PLAIN),
    RANGE("Band 2 £24,465 - £25,000 or Band 3 £24,937 - £26,598 (2025/26)", 24465, 26598, YEAR,
          PLAIN),
    /* letters for digits */
    RANGE("£25,76O to £27,476 a year", 25760, 27476, YEAR, PLAIN),
    RANGE("25,76O - 27,476 per annum", 25760, 27476, YEAR, PLAIN),
    RANGE("£25,760 - £27,OOO", 25760, 27000, YEAR, PLAIN),
    RANGE("£l3.60 to £14.O5 an hour", 13.60, 14.05, HOUR, PLAIN),
    POINT("£3OOOO a year", 30000, YEAR, PLAIN),
    POINT("£25,76Opa", 25760, YEAR, PLAIN),
    UNREADABLE("£2S,760 to £27,476"),
    UNREADABLE("£25,760 to £27,4x6"),
    UNREADABLE("£25,760 to £2T,476"),
    UNREADABLE("£25,7B0"),
    UNREADABLE("£2588E to £26,958"),
    UNREADABLE("£25,760S"),
    POINT("£250d", 250, DAY, PLAIN),
    UNREADABLE("£25,760 to 27"),
    UNREADABLE("£25,760 - 2"),
    UNREADABLE("£25,760 - £"),
    POINT("£25k", 25000, YEAR, PLAIN),
    POINT("£25,760pa", 25760, YEAR, PLAIN),
    POINT("£25,760B3", 25760, YEAR, PLAIN),
    POINT("B3 £25,760", 25760, YEAR, PLAIN),
    POINT("£13ph", 13, HOUR, PLAIN),
    POINT("£13.60ph,37.5hrs", 13.60, HOUR, PLAIN),
    POINT("£12,50p an hour", 12.50, HOUR, PLAIN),
    POINT("£25,760 - 37.5 hours", 25760, YEAR, PLAIN),
    POINT("£25,760 - 30 days leave", 25760, YEAR, PLAIN),
    POINT("£25,760 - 2025/26", 25760, YEAR, PLAIN),
    POINT("£25,760 - Band 3", 25760, YEAR, PLAIN),
    /* ranges for a year */
    RANGE("£25,883 to £26,958 a year per annum (HCAS Inclusive)", 25883, 26958, YEAR, INC),
    RANGE("£25,883 to £26,958 inc. of HCA's", 25883, 26958, YEAR, INC),
    RANGE("£25,883 - £26,958 per annum inc of HCA’s", 25883, 26958, YEAR, INC),
    RANGE("£25,883 to £26,958 a year inclusive", 25883, 26958, YEAR, INC),
    RANGE("£25,883 to £26,958 (inc)", 25883, 26958, YEAR, INC),
    RANGE("£25,883 to £26,958, holiday pay included", 25883, 26958, YEAR, PLAIN),
    RANGE("Between £29,970 and £36,483 FTE", 29970, 36483, YEAR, PLAIN),
    RANGE("£24,612 to £41,020 a year", 24612, 41020, YEAR, PLAIN),
    RANGE("£100,493 to £114,951 a year", 100493, 114951, YEAR, PLAIN),
    RANGE("*£31997 - £53280; AfC", 31997, 53280, YEAR, PLAIN),
    RANGE("23,415 – £34,470 (inclusive of allowance)", 23415, 34470, YEAR, PLAIN),
    RANGE("26,000 - 32,000 FTE", 26000, 32000, YEAR, PLAIN),
    RANGE("AfC Band 4; £21,892 - £24,157 pa", 21892, 24157, YEAR, PLAIN),
    RANGE("AfC Band 5 £24,907 rising to £30,615 pro rata", 24907, 30615, YEAR, RATA),
    RANGE("AfC Band 5; £24,907 - £30,615 pa, pro rata", 24907, 30615, YEAR, RATA),
    RANGE("AfC Band 8a; £45,753 - £51,668 pa, pro-rata", 45753, 51668, YEAR, RATA),
    RANGE("Band 6 - £30,401 - £37,267 per annum", 30401, 37267, YEAR, PLAIN),
    RANGE("NHS Band 8a - £57,528 - £64,750", 57528, 64750, YEAR, PLAIN),
    RANGE("£15,983 to £19,246", 15983, 19246, YEAR, PLAIN),
    RANGE("£18,005 - £19,337 pro-rata y flwyddyn/per annum pr", 18005, 19337, YEAR, RATA),
    RANGE("£24,907 i £30,615 y flwyddyn", 24907, 30615, YEAR, PLAIN),
    RANGE("£18,005-£19,337 DOE, plus weekday overtime", 18005, 19337, YEAR, PLAIN),
    RANGE("£18,819 - £26,701 Dependant on Band 6 or 7", 18819, 26701, YEAR, PLAIN),
    RANGE("£20,680 to £21,507 pa (pro-rata) Annex 21 rate", 20680, 21507, YEAR, RATA),
    RANGE("£21,450.00 – £23,000.00 per year", 21450, 23000, YEAR, PLAIN),
    RANGE("£21,892 - £24,157 per annum/ pro-rata", 21892, 24157, YEAR, RATA),
    RANGE("£23,912-£ 32,547 (Pro Rata) per annum", 23912, 32547, YEAR, RATA),
    RANGE("£24,214 - £30,112 p.a / pro rata", 24214, 30112, YEAR, RATA),
    RANGE("£24,907 - 30,615 p.a., pro rata", 24907, 30615, YEAR, RATA),
    RANGE("£24,907 - £30,615 FTE", 24907, 30615, YEAR, PLAIN),
    RANGE("£24,907 - £30,615 if the post is appointed at Trai", 24907, 30615, YEAR, PLAIN),
    RANGE("£24,907 - £30,615 per annum pro rata - Annex 21 (7", 24907, 30615, YEAR, RATA),
    RANGE("£24,907 - £37,890 AfC 2020", 24907, 37890, YEAR, PLAIN),
    RANGE("£24,907 to £30,615 pa, based on full time hours", 24907, 30615, YEAR, PLAIN),
    RANGE("£24,907 to £30,615 per annum or pro rata", 24907, 30615, YEAR, RATA),
    RANGE("£24,937 to £26,598 a year pa", 24937, 26598, YEAR, PLAIN),
    RANGE("£26530.00 to £29114.00", 26530, 29114, YEAR, PLAIN),
    RANGE("£27,067.95 – £28,378.35 per annum", 27067.95, 28378.35, YEAR, PLAIN),
    RANGE("£30,000-£36,000 per annum WTE DOE", 30000, 36000, YEAR, PLAIN),
    RANGE("£31,365 to £37,890 pa pr", 31365, 37890, YEAR, RATA),
    RANGE("£31,365 to £37,890 pa/pr", 31365, 37890, YEAR, RATA),
    RANGE("£32,478 - £51,069 Pro rata based on 6 months contr", 32478, 51069, YEAR, RATA),
    RANGE("£32,648 to £39,177.60", 32648, 39177.60, YEAR, PLAIN),
    RANGE("£38,890 - £44,503 Annual", 38890, 44503, YEAR, PLAIN),
    RANGE("£38,890 - £44,503 N/A", 38890, 44503, YEAR, PLAIN),
    RANGE("£38,890 - £51,668 Per Annum pro Rata, Band 7 or Ba", 38890, 51668, YEAR, RATA),
    RANGE("£46,293 - £61,561.50 pro rata/per annum", 46293, 61561.50, YEAR, RATA),
    RANGE("£79,860 - £107,668 per annum or AfC Band 8D", 79860, 107668, YEAR, PLAIN),
    RANGE("£82,096 - £110,683 Pro rata for 0.85 WTE", 82096, 110683, YEAR, RATA),
    RANGE("£39,152 to £46,142 an hour", 39152, 46142, YEAR, PLAIN),
    RANGE("£24,071 - £25,674 (2024/25 rates) from 1 April 2025", 24071, 25674, YEAR, PLAIN),
    RANGE("Salary: £24,071 to £25,674 (pay award pending) per annum", 24071, 25674, YEAR,
          PLAIN),
    RANGE("24071 - 25674 per annum", 24071, 25674, YEAR, PLAIN),
    RANGE("GBP 24,071 - 25,674", 24071, 25674, YEAR, PLAIN),
    RANGE("NHS Terms and Conditions £29,970 up to £36,483", 29970, 36483, YEAR, PLAIN),
    RANGE("£22,816 - £24,336 Agenda for Change Band 3 01/04/2024", 22816, 24336, YEAR, PLAIN),
    RANGE("10 PAs £105,504 to £139,882", 105504, 139882, YEAR, PLAIN),
    RANGE("£25883 - £26958 - 37.5 hours", 25883, 26958, YEAR, PLAIN),
    /* thousands */
    RANGE("20-26K", 20000, 26000, YEAR, PLAIN),
    RANGE("£25-31k", 25000, 31000, YEAR, PLAIN),
    RANGE("£60-£70k", 60000, 70000, YEAR, PLAIN),
    RANGE("£29k to £33K", 29000, 33000, YEAR, PLAIN),
    RANGE("£19 - 22,000 WTE", 19000, 22000, YEAR, PLAIN),
    RANGE("£36 – 44,000 WTE", 36000, 44000, YEAR, PLAIN),
    RANGE("£26.5k - £30.2k", 26500, 30200, YEAR, PLAIN),
    RANGE("£25-31000 + up to £3k salary enhancements pa", 25000, 31000, YEAR, PLAIN),
    POINT("45K", 45000, YEAR, PLAIN),
    POINT("£21k per year", 21000, YEAR, PLAIN),
    POINT("£30k circa (pro rata)", 30000, YEAR, RATA),
    POINT("£85K per annum (wte)", 85000, YEAR, PLAIN),
    POINT("£10k/session - negotiable subject to experience", 10000, SESSION, PLAIN),
    /* points */
    POINT("140000 + Up to £18K Bonus", 140000, YEAR, PLAIN),
    POINT("19500", 19500, YEAR, PLAIN),
    POINT("24,629 as per annex 21 NHS terms and conditions", 24629, YEAR, PLAIN),
    POINT("36,150.", 36150, YEAR, PLAIN),
    POINT("45753 WTE", 45753, YEAR, PLAIN),
    POINT("Range 2 £17,222 per annum fixed salary point", 17222, YEAR, PLAIN),
    POINT("Salary Range 3 £18,681 pro rata fixed salary point", 18681, YEAR, RATA),
    POINT("Potential to earn £43213", 43213, YEAR, PLAIN),
    POINT("£48,859.20 to £48,859.20 a year", 48859.20, YEAR, PLAIN),
    POINT("£10295.00", 10295, YEAR, PLAIN),
    POINT("£80,000 (FTE)", 80000, YEAR, PLAIN),
    POINT("£90,000 pro rata", 90000, YEAR, RATA),
    POINT("£37,619", 37619, YEAR, PLAIN),
    POINT("£18,005 per annum (Annex 21)", 18005, YEAR, PLAIN),
    POINT("£23,615 per annum for 37.5 hours per week", 23615, YEAR, PLAIN),
    POINT("Salary £24,000 Pension 20.6% Annual leave 27 days", 24000, YEAR, PLAIN),
    /* by the hour, day, week, month, session */
    POINT("10.81ph", 10.81, HOUR, PLAIN),
    POINT("14.83 P/H", 14.83, HOUR, PLAIN),
    POINT("12.62", 12.62, HOUR, PLAIN),
    POINT("£32.14", 32.14, HOUR, PLAIN),
    POINT("£12.62\nan hour", 12.62, HOUR, PLAIN),
    POINT("£10phr/Inclusive", 10, HOUR, PLAIN),
    POINT("£13.79 PH Basic", 13.79, HOUR, PLAIN),
    POINT("£14.49 per hour with 20% night enhancement", 14.49, HOUR, PLAIN),
    POINT("£15.95 per hour (plus 12.1%)", 15.95, HOUR, PLAIN),
    POINT("£23.84 plus weekend/BH enhancements", 23.84, HOUR, PLAIN),
    POINT("£8.80 + 12.1% annual leave entitlement", 8.80, HOUR, PLAIN),
    POINT("£9.21(Enhanced rates for nights and weekends)", 9.21, HOUR, PLAIN),
    POINT("£9.21/hour", 9.21, HOUR, PLAIN),
    POINT("12.31 per hour", 12.31, HOUR, PLAIN),
    POINT("37.5 hours per week at £12.31 per hour", 12.31, HOUR, PLAIN),
    POINT("£12.31 per hour, 20 hours per week", 12.31, HOUR, PLAIN),
    RANGE("9.21-16.85 an hour + holiday pay & penion scheme", 9.21, 16.85, HOUR, PLAIN),
    RANGE("£12.44 - £13.62 p/h (DOE)plus enhancements", 12.44, 13.62, HOUR, PLAIN),
    RANGE("£15.66 - £46.09 / hr", 15.66, 46.09, HOUR, PLAIN),
    RANGE("£15.66 p/h - £20.35 p/h", 15.66, 20.35, HOUR, PLAIN),
    RANGE("£15.66-25.05 / hour", 15.66, 25.05, HOUR, PLAIN),
    RANGE("£16.44 - £26.29 inclusive of WTD (12.07%)", 16.44, 26.29, HOUR, PLAIN),
    RANGE("£17.01 - 26.09 Per Hour*", 17.01, 26.09, HOUR, PLAIN),
    RANGE("£19.68- £ 27.15", 19.68, 27.15, HOUR, PLAIN),
    RANGE("£44.83p/h to £53.79p/h", 44.83, 53.79, HOUR, PLAIN),
    RANGE("£8.72 ph rising to £9.25 ph after probation period", 8.72, 9.25, HOUR, PLAIN),
    POINT("£250 per day", 250, DAY, PLAIN),
    POINT("£150 an hour", 150, DAY, PLAIN),
    POINT("£155.63 per week", 155.63, WEEK, PLAIN),
    POINT("£2,100 pcm", 2100, MONTH, PLAIN),
    POINT("10,000 per session", 10000, SESSION, PLAIN),
    RANGE(":£8.63 - £12.93 Per Session", 8.63, 12.93, SESSION, PLAIN),
    RANGE("£13,520 - £16,900 p/session, dependent on shifts", 13520, 16900, SESSION, PLAIN),
    POINT("£11,500 per session per annum", 11500, YEAR, PLAIN),
    RANGE("£10,324 to £11,008 per session per year", 10324, 11008, YEAR, PLAIN),
    RANGE("£21,730 to £23,177 a month", 21730, 23177, YEAR, PLAIN),
    POINT("£320 per full day", 320, DAY, PLAIN),
    RANGE("£120 - £150 per shift", 120, 150, DAY, PLAIN),
    POINT("£13.60 per hour, £45 per night", 13.60, HOUR, PLAIN),
    {"£60 per sleep-in", SALARY_POINT, 60, 60, PERIOD_NONE, PLAIN},
    {"£4,500 an hour", SALARY_POINT, 4500, 4500, PERIOD_NONE, PLAIN},
    /* one end */
    FROM("From £15.09", 15.09, HOUR, PLAIN),
    FROM("From £17,347 plus enhancements", 17347, YEAR, PLAIN),
    FROM("From £38,890 per annum, pro rata", 38890, YEAR, RATA),
    FROM("Starting salary from £31,365 pro rata, per annum", 31365, YEAR, RATA),
    FROM("starting at £14.10 p/h plus enhancements", 14.10, HOUR, PLAIN),
    FROM("£9.21ph+", 9.21, HOUR, PLAIN),
    FROM("Band 2 £9.89 + Per Hour", 9.89, HOUR, PLAIN),
    FROM("£25,000 minimum", 25000, YEAR, PLAIN),
    FROM("£50k+ DOE", 50000, YEAR, PLAIN),
    UP_TO("Up to £145,000 per annum plus relocation", 145000, YEAR, PLAIN),
    UP_TO("Up to £17,648 (£44,121FTE) DoE", 17648, YEAR, PLAIN),
    UP_TO("Up to £18,299pa DoE (FTE £45,749pa)", 18299, YEAR, PLAIN),
    UP_TO("Up to £25,000 + £3,633 ILW", 25000, YEAR, EXTRA),
    UP_TO("Up to £36,500 FTE - DOE + Golden Hello", 36500, YEAR, PLAIN),
    UP_TO("Up to £60,000 (Pro-Rata)", 60000, YEAR, RATA),
    UP_TO("up to £35,500 plus enhancements", 35500, YEAR, PLAIN),
    UP_TO("Maximum of £30 per hour", 30, HOUR, PLAIN),
    FROM("Not less than £12.60 an hour", 12.60, HOUR, PLAIN),
    FROM("In excess of £60,000 per annum", 60000, YEAR, PLAIN),
    FROM("£28,407 and over per annum", 28407, YEAR, PLAIN),
    UP_TO("no more than £20 an hour", 20, HOUR, PLAIN),
    UP_TO("not exceeding £45,000 per annum", 45000, YEAR, PLAIN),
    UP_TO("less than £40,000", 40000, YEAR, PLAIN),
    UP_TO("£40,000 or less per annum", 40000, YEAR, PLAIN),
    UP_TO("Hyd at £30,000 y flwyddyn", 30000, YEAR, PLAIN),
    POINT("Immediate start, £12.50 per hour", 12.50, HOUR, PLAIN),
    POINT("£17,222 (over 25)", 17222, YEAR, PLAIN),
    /* none */
    UNSTATED("", PLAIN),
    UNSTATED("5 Programmed Activities or Equivalent", PLAIN),
    UNSTATED("5 PAs", PLAIN),
    UNSTATED("Band 5", PLAIN),
    UNSTATED("Band 5 / 6 dependent on experience", PLAIN),
    UNSTATED("Band 7 – 8a Negotiable depending on experience", PLAIN),
    UNSTATED("COMPLETITVE", PLAIN),
    UNSTATED("Competitive rates (paid per session)", PLAIN),
    UNSTATED("Hourly Paid", PLAIN),
    UNSTATED("N/A", PLAIN),
    UNSTATED("Per Session | Patient", PLAIN),
    UNSTATED("VSM", PLAIN),
    UNSTATED("RG24 9RH", PLAIN),
    UNSTATED("£,£££", PLAIN),
    UNSTATED("££,£££", PLAIN),
    UNSTATED("01/04/2025", PLAIN),
    UNSTATED("£3,000 welcome bonus", PLAIN),
    UNSTATED("Bonus of £1,000", PLAIN),
    UNSTATED("£0.45 per mile", PLAIN),
    UNSTATED("Competitive + HCAS", EXTRA),
    UNSTATED("Band 6 pro rata", RATA),
    /* bonuses, allowances, other units */
    RANGE("£23,247.92 - £ 35,077.19 + £3000 Welcome Bonus", 23247.92, 35077.19, YEAR, PLAIN),
    RANGE("£24,907 - £30,615 p.a. plus £5,000 RRP", 24907, 30615, YEAR, PLAIN),
    RANGE("£25,338 – £30,000 DOE Living Allowance = £4,000 PA", 25338, 30000, YEAR, PLAIN),
    RANGE("£27,300.00 to £30,000.00 plus £3k Welcome Bonus", 27300, 30000, YEAR, PLAIN),
    RANGE("£30,393 - £34,368 Plus Oncall, weekend allowance a", 30393, 34368, YEAR, PLAIN),
    RANGE("£19,737 - £21,142 per annum pro rata (Annex 21 £12", 19737, 21142, YEAR, RATA),
    POINT("£17.40 per hour (plus £4,000 retention bonus)", 17.40, HOUR, PLAIN),
    POINT("£43,000 per annum + £8,000 relocation package", 43000, YEAR, PLAIN),
    POINT("£43,000 per annum (£20 per hour)", 43000, YEAR, PLAIN),
    POINT("£16.40per hour (£32,920 per annum)", 16.40, HOUR, PLAIN),
    POINT("£11,283.73 per annum (FTE £21,157 per annum)", 11283.73, YEAR, PLAIN),
    POINT("£24,336 (£14,601.60 pro rata for 22.5 hours)", 24336, YEAR, RATA),
    POINT("£49,036 Additional hours, weekend allowance, night", 49036, YEAR, PLAIN),
    POINT("£500 joining bonus plus £12.50 per hour", 12.50, HOUR, PLAIN),
    POINT("£26,000 including a £1,500 welcome payment", 26000, YEAR, PLAIN),
    RANGE("£24,937 to £26,598 a year up to £2,000 welcome bonus", 24937, 26598, YEAR, PLAIN),
    RANGE("£1,500 sign-on bonus, £30,000 - £33,000 per annum", 30000, 33000, YEAR, PLAIN),
    POINT("Welcome bonus of £10,000, £31,469 per annum", 31469, YEAR, PLAIN),
    POINT("£24,465 a year Welcome bonus £2,000", 24465, YEAR, PLAIN),
    POINT("£12.60 per hour mileage paid", 12.60, HOUR, PLAIN),
    POINT("£27,000 with up to £1,500 annual bonus", 27000, YEAR, PLAIN),
    POINT("£15,000 per annum (£25,000 full-time equivalent)", 15000, YEAR, PLAIN),
    RANGE("£13,265 - £14,557 pa (actual), £26,530 - £29,114 pa (FTE)", 13265, 14557, YEAR,
          PLAIN),
    POINT("£25,000pro rata", 25000, YEAR, RATA),
    /* the supplement */
    RANGE("£20,771 to £22,199 pa inc HCAS", 20771, 22199, YEAR, INC),
    RANGE("£26,240 - £27,928 per annum (incl. of high-cost area supplement), pro rata", 26240,
          27928, YEAR, RATA | INC),
    RANGE("£32,933 - £39,681 inc 5% Fringe HCAS", 32933, 39681, YEAR, INC),
    POINT("£51,198 per annum, inc London Weighting", 51198, YEAR, INC),
    RANGE("£42,939 to £50,697 a year Per Annum Including Inner London HCAs", 42939, 50697, YEAR,
          INC),
    RANGE("£52,643- £58,558 annually incl HCAs (Pro rata)", 52643, 58558, YEAR, RATA | INC),
    RANGE("£31,365 to £37,890 + 5% HCAS pa", 31365, 37890, YEAR, EXTRA),
    RANGE("£24,214 - £30, 112 exclusive of HCA", 24214, 30112, YEAR, EXTRA),
    RANGE("£24,907-£30,615 per annum + HCAS £3,784-£4,592 per", 24907, 30615, YEAR, EXTRA),
    RANGE("£32,478 - £51,069 + £2,162 LW per annum", 32478, 51069, YEAR, EXTRA),
    RANGE("£32,478 - £51,069 p.a. + L.W.", 32478, 51069, YEAR, EXTRA),
    RANGE("£82,096 - £110,683 p.a. excl. LZ", 82096, 110683, YEAR, EXTRA),
    RANGE("Specialty Doctor Scale £40,037 - £74,661 + Fringe", 40037, 74661, YEAR, EXTRA),
    RANGE("£24,071 - £25,674 per annum, plus Outer London HCAS (min £4,313, max £5,436)", 24071,
          25674, YEAR, EXTRA),
    POINT("£36,483 HCAS not included", 36483, YEAR, EXTRA),
    POINT("£24,465 HCAS £4,714", 24465, YEAR, PLAIN),
    POINT("£36,483 a year, in addition to HCAS", 36483, YEAR, EXTRA),
    RANGE("HCA £12.36 ph; Senior HCA £13.40 ph", 12.36, 13.40, HOUR, PLAIN),
    RANGE("£37,638 - £44,780 p.a. inc.", 37638, 44780, YEAR, INC),
    RANGE("£30,000 to £32,000 plus fringe benefits", 30000, 32000, YEAR, PLAIN),
    /* two rates */
    RANGE("Day £23.40   Nights/Sat: £20.35 Sun/BH: £25.05", 20.35, 25.05, HOUR, PLAIN),
    RANGE("Basic £13 Per Hour, Weekends - £17 - £21 Per Hour", 13, 21, HOUR, PLAIN),
    RANGE("Day rate £16.55 P/H & Night rate £20.70 P/H", 16.55, 20.70, HOUR, PLAIN),
    RANGE("£9.78p/h Weekdays/Nights, £11.55p/h Weekends", 9.78, 11.55, HOUR, PLAIN),
    RANGE("£9.89/hour - Day, £18.1/hour - Sunday", 9.89, 18.10, HOUR, PLAIN),
    RANGE("£19.38 Night/Sat – £22.46 Sunday/BH – £27.15", 19.38, 27.15, HOUR, PLAIN),
    RANGE("£16,195/ £17,222 (over 25) pro rata fixed point", 16195, 17222, YEAR, RATA),
    RANGE("£24,907/ £26,970/ £27,416/ £30,615", 24907, 30615, YEAR, PLAIN),
    RANGE("£38,694 (MT03) OR £49,036 (MT04)", 38694, 49036, YEAR, PLAIN),
    RANGE("8a (£45,753 - £51,668) or 8b (53,168 - £62,001)", 45753, 62001, YEAR, PLAIN),
    RANGE("£41,360 - £77,126  or £32,896 - £51,724 pa", 32896, 77126, YEAR, PLAIN),
    RANGE("£31,365 - £37,890 £30,401 - £37,267 p.a. (pro rata", 30401, 37890, YEAR, RATA),
    RANGE("£82,096 - £110,683 £ 77,913-£ 105,042", 77913, 110683, YEAR, PLAIN),
    RANGE("£24,907 - £30,615 £24,907 - £30,615 p.a", 24907, 30615, YEAR, PLAIN),
    /* misprints */
    RANGE("£24.907 - £30,615", 24907, 30615, YEAR, PLAIN),
    RANGE("£21,892 - £24.157 p.a. pro rata", 21892, 24157, YEAR, RATA),
    RANGE("45,0000 to 50,000", 45000, 50000, YEAR, PLAIN),
    RANGE("£24, 214 - £30,112", 24214, 30112, YEAR, PLAIN),
    RANGE("£45-753-£51,668 (Band 8A)", 45753, 51668, YEAR, PLAIN),
    RANGE("£82,096- £11,0683", 82096, 110683, YEAR, PLAIN),
    RANGE("£25 883 to £26 958", 25883, 26958, YEAR, PLAIN),
    POINT("£33,65700", 33657, YEAR, PLAIN),
    POINT("£22,64 P/H", 22.64, HOUR, PLAIN),
    POINT("££30.74", 30.74, HOUR, PLAIN),
    POINT("£ 9:00 /per hour plus NHS pension scheme", 9, HOUR, PLAIN),
    POINT("£54.965.00 Pro Rata +unsociable hours enhancements", 54965, YEAR, RATA),
    UP_TO("Up to £29.191.50 dependent on experience", 29191.50, YEAR, PLAIN),
    UP_TO("Up to £42, 000 per annum DOE", 42000, YEAR, PLAIN),
    POINT("£12..50 per hour", 12.50, HOUR, PLAIN),
    RANGE("£24;071 - £25,674 per annum", 24071, 25674, YEAR, PLAIN),
    UNREADABLE("£12.34.56.78"),
    UNREADABLE("£12.345.678.901"),
    UNREADABLE("£12345,678"),
    UNREADABLE("£387,694 - £49,036"),
    UNREADABLE("£49,0736"),
    UNREADABLE("£40,000 - £4,500"),
};

static int64_t pence(double pounds) {
    return pounds < 0 ? MONEY_NONE : (int64_t)(pounds * 100 + 0.5);
}

static void expect_row(const struct row *row) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    salary_read(&fixture.vacancy, &fixture.arena, row->text);
    const struct salary *salary = &fixture.vacancy.salary;
    enum supplement area = row->flags & INC     ? SUPPLEMENT_INCLUDED
                           : row->flags & EXTRA ? SUPPLEMENT_EXTRA
                                                : SUPPLEMENT_UNSTATED;
    cr_expect_eq(salary->kind, row->kind, "%s: kind %d", row->text, salary->kind);
    cr_expect_eq(salary->min, pence(row->min), "%s: min %lld", row->text,
                 (long long)salary->min);
    cr_expect_eq(salary->max, pence(row->max), "%s: max %lld", row->text,
                 (long long)salary->max);
    cr_expect_eq(salary->period, row->period, "%s: period %d", row->text, salary->period);
    cr_expect_eq(salary->pro_rata, (row->flags & RATA) != 0, "%s: pro rata", row->text);
    cr_expect_eq(salary->high_cost_area, area, "%s: area %d", row->text,
                 salary->high_cost_area);
    wording_close(&fixture);
}

Test(salary, reads_each_text_as_a_person_does) {
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        expect_row(&rows[i]);
    }
}

Test(salary, keeps_the_text_as_printed_with_white_space_folded) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    salary_read(&fixture.vacancy, &fixture.arena, "  £12.62\n\t an hour ");
    cr_expect_str_eq(fixture.vacancy.salary.text, "£12.62 an hour");
    wording_close(&fixture);
}

Test(salary, of_nothing_is_unstated_without_text) {
    struct wording_fixture fixture;
    wording_open(&fixture);
    salary_read(&fixture.vacancy, &fixture.arena, NULL);
    cr_expect_null(fixture.vacancy.salary.text);
    cr_expect_eq(fixture.vacancy.salary.kind, SALARY_UNSTATED);
    cr_expect_eq(fixture.vacancy.salary.high_cost_area, SUPPLEMENT_UNSTATED);
    cr_expect_eq(fixture.vacancy.note_count, 0);
    wording_close(&fixture);
}

Test(salary, notes_what_was_odd_and_only_that) {
    static const struct {
        const char *text;
        const char *code; /* NULL: no note at all */
    } odd[] = {
        {"£24,612 to £41,020 a year", NULL},
        {"£24,907 - £30,615 £24,907 - £30,615 p.a", NULL},
        {"£35,270 Per Annum (plus welcome bonus)", NULL},
        {"£32.14", "unit_guessed"},
        {"£39,152 to £46,142 an hour", "unit_unbelievable"},
        {"Day £23.40   Nights/Sat: £20.35", "two_rates"},
        {"£24.907 - £30,615", "misprint"},
        {"£49,0736", "unreadable"},
        {"£25,76O to £27,476 a year", "misprint"},
        {"£2S,760 to £27,476 a year", "unreadable"},
        {"£25,760 to 27", "unreadable"},
        {"£25,760pa", NULL},
        {"£25,760 pa B3", NULL},
        {"£11,283.73 per annum (FTE £21,157 per annum)", "other_basis"},
        {"£43,000 per annum (£20 per hour)", "other_unit"},
        {"£24,071 - £25,674 pro rata of £12,035 - £12,837", "other_basis"},
        {"£24,937 (pro rata), inc HCAS £30,546", "other_basis"},
        {"£24,071 pro rata - £25,674 pro rata", "two_rates"},
        {"Band 2 £24,465 pro rata, Band 3 £24,937 pro rata", "two_rates"},
        {"£19,737 - £21,142 per annum (Annex 21 £12", "other_amount"},
        {"£30,615 - £24,907 pa", "reversed"},
        {"£7.55 an hour", "unlikely_amount"},
        {"£27,000 with up to £1,500 annual bonus", "unit_guessed"},
        {"£12.34.56.78", "unreadable"},
        {"£4,500 an hour", "no_unit"},
    };
    for (size_t i = 0; i < sizeof odd / sizeof odd[0]; i++) {
        struct wording_fixture fixture;
        wording_open(&fixture);
        salary_read(&fixture.vacancy, &fixture.arena, odd[i].text);
        bool as_wanted = odd[i].code ? wording_noted(&fixture, odd[i].code)
                                     : fixture.vacancy.note_count == 0;
        cr_expect(as_wanted, "%s", odd[i].text);
        wording_close(&fixture);
    }
}

/* What must hold whatever the text says. */
static void check_salary(const struct vacancy *vacancy, const char *text) {
    const struct salary *salary = &vacancy->salary;
    bool min = salary->min != MONEY_NONE;
    bool max = salary->max != MONEY_NONE;
    bool both = salary->kind == SALARY_RANGE || salary->kind == SALARY_POINT;
    cr_expect_neq(salary->kind, SALARY_NONE, "%s", text);
    cr_expect_eq(min, both || salary->kind == SALARY_FROM, "%s: min", text);
    cr_expect_eq(max, both || salary->kind == SALARY_UP_TO, "%s: max", text);
    cr_expect(!min || salary->min > 0, "%s: min above nothing", text);
    cr_expect(!both || salary->min <= salary->max, "%s: order", text);
    cr_expect((salary->kind == SALARY_POINT) == (both && salary->min == salary->max),
              "%s: point", text);
    cr_expect(salary->kind != SALARY_UNREADABLE || vacancy->note_count > 0, "%s: note", text);
}

Test(salary, makes_a_whole_record_of_any_prefix_and_any_bytes) {
    const char *texts[sizeof rows / sizeof rows[0]];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        texts[i] = rows[i].text;
    }
    wording_try_prefixes(texts, sizeof rows / sizeof rows[0], salary_read, check_salary);
}
