/* tests/cli/pay.c - the command `pay` as a user has it
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <string.h>

#include "tests/support/run.h"

static struct run_place place;

static void start(void) { place = run_place_make(); }
static void stop(void) { run_place_remove(&place); }

TestSuite(pay_command, .init = start, .fini = stop);

#define PAY(...) RUN(&place, "--quiet", "pay", __VA_ARGS__)

/* Runs, and looks for the words in what came out, on one stream or the other. */
static void expect(struct run_result result, int status, const char *words) {
    cr_expect_eq(result.status, status, "%s%s", result.out, result.err);
    cr_expect(strstr(result.out, words) || strstr(result.err, words), "no \"%s\" in: %s%s",
              words, result.out, result.err);
    run_result_free(&result);
}

#define EXAMPLE                                                                                \
    "\xC2\xA3"                                                                                 \
    "25,883 to \xC2\xA3"                                                                       \
    "26,958 a year (HCAS inclusive)"

Test(pay_command, takes_the_example_apart) {
    expect(PAY("--text", EXAMPLE, "--date", "2025-05-16", "--nation", "england", "--json"), 0,
           "\"verdict\":\"on_scale\",\"scale\":{\"nation\":\"england\",\"from\":\"2025-04-01\","
           "\"status\":\"interim\",\"confidence\":\"verified\"},\"points\":[24625,25674],"
           "\"base_min\":24625,\"base_max\":25674,\"supplement\":{\"zone\":\"fringe\","
           "\"min\":1258,\"max\":1284}");
    expect(PAY("--text", EXAMPLE, "--date", "2025-05-16", "--nation", "england"), 0,
           "England's interim scale from 1 April 2025");
}

Test(pay_command, takes_band_place_and_hours) {
    expect(PAY("--text", "24,937 to 26,598 a year pro rata", "--date", "2025-10-01", "--band",
               "3", "--place", "DA1 2DL", "--hours", "22.5", "--json"),
           0, "\"part_time\":{\"hours\":22.5,\"min\":14962,\"max\":15959}");
    expect(PAY("--text", "25,313 to 26,999 a year", "--date", "2025-10-01", "--place",
               "Cardiff", "--json"),
           0, "\"nation\":\"wales\",\"band\":\"3\",\"verdict\":\"on_scale\"");
    expect(PAY("--text", "25,468 to 27,486", "--date", "2023-02-01", "--nation", "wales",
               "--json"),
           0, "\"verdict\":\"no_table\",\"scale\":null");
}

Test(pay_command, takes_saved_adverts) {
    const char *advert = "Healthcare Support Worker\nBand 3\nLocation: Dartford DA1 2DL\n"
                         "Salary: 25,883 to 26,958 a year per annum (HCAS inclusive)\n"
                         "Date posted: 16 May 2025\nClosing date: 1 June 2025\n\n"
                         "Person specification\n\nEssential\n- Experience of care work\n";
    run_write(&place, "advert.txt", advert, strlen(advert));
    expect(PAY("--json", run_path(&place, "advert.txt")), 0, "\"zone\":\"fringe\"");
}

Test(pay_command, prints_and_checks_the_tables) {
    expect(PAY("tables", "--check"), 0, "steps rise");
    expect(PAY("tables", "--nation", "wales", "--band", "3"), 0, "Wales from 1 April 2026");
    expect(PAY("tables", "--csv", "--nation", "scotland"), 0,
           "nation,from,status,band,step,years,annual,hourly,source,confidence");
    expect(
        PAY("tables", "--json", "--band", "3", "--date", "2025-05-16", "--nation", "england"),
        0, "\"annual\":24625,\"hourly\":12.59");
}

/* What holds on a day: no older rates and wages. */
Test(pay_command, prints_the_tables_of_a_day) {
    static const char *const gone[] = {"1 April 2015", "1 April 2024", "1 April 2026"};
    struct run_result run = PAY("tables", "--date", "2026-01-10", "--nation", "england");
    cr_expect_not_null(strstr(run.out, "at least \xC2\xA3"
                                       "5,609"),
                       "%s", run.out);
    cr_expect_not_null(strstr(run.out, "12.21 from"), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "(one source)"), "%s", run.out);
    for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
        cr_expect_null(strstr(run.out, gone[i]), "%s", run.out);
    }
    run_result_free(&run);
    expect(PAY("table"), 2, "did you mean `shortlist pay tables`?");
}

Test(pay_command, says_what_place_it_does_not_know) {
    expect(PAY("--text", "Band 3, 24,937 to 26,598 a year", "--place", "Dartfrod"), 0,
           "no town \"Dartfrod\" is known");
    expect(PAY("--text", "Band 3, 24,937 to 26,598 a year", "--place", "Dartfrod"), 0,
           "did you mean Dartford?");
    expect(PAY("--text", "Band 3, 24,937 to 26,598 a year", "--place", "Xyzzyton"), 0,
           "a postcode would do");
    expect(PAY("--text", "Band 3, 24,937 to 26,598 a year", "--place", "Newport"), 0,
           "places are called \"Newport\"");
    expect(PAY("--text", "Band 3, 24,937 to 26,598 a year", "--place", "Kent"), 0,
           "a county is too wide");
    expect(PAY("--text", "Band 3, 25,313 to 26,999 a year", "--place", "Rhyl, Wales", "--date",
               "2025-11-22"),
           0, "Wales's scale");
    struct run_result run = PAY("--text", "Band 3, 24,937 to 26,598 a year", "--place",
                                "Wharf House, Cardiff", "--date", "2025-11-22");
    cr_expect_str_eq(run.err, "");
    cr_expect_not_null(strstr(run.out, "Wales's scale"), "%s", run.out);
    run_result_free(&run);
}

/* A copy of an advert has a town and no postcode. */
Test(pay_command, knows_the_nation_of_a_town) {
    struct run_result run = PAY("--json", "fixtures/text/trac-copy.txt");
    cr_expect_not_null(strstr(run.out, "\"nation\":\"england\",\"band\""), "%s", run.out);
    cr_expect_null(strstr(run.out, "nation is not known"), "%s", run.out);
    run_result_free(&run);
}

/* A postcode decides, whatever else has the town's name. */
Test(pay_command, takes_no_zone_from_a_name_that_others_share) {
    static const char *const places[] = {"Richmond DL10 4AA", "Hatfield DN7 6AA",
                                         "Merton EX20 3EA", "Hatfield, Doncaster",
                                         "Merton, Devon"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct run_result run = PAY("--text", "Band 3, 24,937 to 26,598 a year", "--date",
                                    "2025-11-22", "--place", places[i], "--nation", "england");
        cr_expect_null(strstr(run.out, "supplement"), "%s: %s", places[i], run.out);
        run_result_free(&run);
    }
    expect(PAY("--text", "Band 3, 24,937 to 26,598 a year", "--date", "2025-11-22", "--place",
               "TW6 2GA"),
           0, "outer");
}

Test(pay_command, points_to_the_tables_where_a_band_has_no_amount) {
    struct run_result run = PAY("--text", "Band 4", "--date", "2026-01-10");
    cr_expect_eq(run.status, 0);
    cr_expect_null(strstr(run.out, "nation"), "%s", run.out);
    cr_expect_not_null(
        strstr(run.err, "`shortlist pay tables --band 4 --nation england --date 2026-01-10`"),
        "%s", run.err);
    run_result_free(&run);
}

/* A supplement that is taken off a figure of no table is a guess. */
Test(pay_command, is_not_certain_of_what_is_off_the_scale) {
    struct run_result run = PAY("--text", "Band 3, 25,883 to 27,561 a year inclusive of HCAS",
                                "--date", "2026-02-23", "--place", "Dartford");
    cr_expect_not_null(strstr(run.out, "off the scale"), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "Basic pay         about "), "%s", run.out);
    cr_expect_not_null(strstr(run.out, "no pay points"), "%s", run.out);
    run_result_free(&run);
}

Test(pay_command, says_what_it_needs) {
    expect(PAY("--json"), 2, "pay takes either adverts or --text");
    expect(PAY("tables", "--text", "25,883"), 2, "pay takes either adverts or --text");
    expect(PAY("--text", "25,883", "--nation", "englnd"), 2, "did you mean england?");
    expect(PAY("--text", "25,883", "--hours", "many"), 2, "hours a week");
    expect(PAY("C1234-25-0001"), 1, "no advert");
    expect(PAY("tables", "extra"), 2, "takes no more words");
    expect(PAY("tabels"), 2, "did you mean `shortlist pay tables`?");
    expect(PAY("--csv", "--text", "25,883"), 2, "--csv is for `shortlist pay tables`");
    expect(PAY("--csv", "C1234-25-0001"), 2, "--csv is for `shortlist pay tables`");
}
