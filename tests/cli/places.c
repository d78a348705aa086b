/* tests/cli/places.c - the command `places` as a user has it
 * SPDX-License-Identifier: MIT
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/support/run.h"

static struct run_place place;
static char database[320];

static void start(void) {
    place = run_place_make();
    snprintf(database, sizeof database, "%s/s.db", place.folder);
}

static void stop(void) { run_place_remove(&place); }

TestSuite(places_command, .init = start, .fini = stop);

#define PLACES(...) RUN(&place, "--quiet", __VA_ARGS__)

static void write_text(const char *name, const char *text) {
    run_write(&place, name, text, strlen(text));
}

/* Runs, and looks for the words in what came out, on one stream or the other. */
static void expect(struct run_result result, int status, const char *words) {
    cr_expect_eq(result.status, status, "%s%s", result.out, result.err);
    cr_expect(strstr(result.out, words) || strstr(result.err, words), "no \"%s\" in: %s%s",
              words, result.out, result.err);
    run_result_free(&result);
}

Test(places_command, tells_what_is_known_without_a_database) {
    expect(PLACES("places"), 0, "GeoNames");
    expect(PLACES("places", "--json"), 0, "\"schema\":\"shortlist.places/1\"");
    expect(PLACES("places", "find", "Dartford"), 0, "the middle of the town, Dartford, Kent");
    expect(PLACES("places", "find", "Newport,", "Isle", "of", "Wight"), 0, "50.701500");
    expect(PLACES("places", "find", "Newport"), 1, "6 places are called \"Newport\"");
    expect(PLACES("places", "find", "Atlantis"), 1, "it is not known where \"Atlantis\" is");
    expect(PLACES("version"), 0, "CC BY 4.0");
    expect(PLACES("version", "--json"), 0, "CC BY 4.0");
}

Test(places_command, imports_lists_finds_and_forgets) {
    write_text("da.csv", "\"DA1 2DL\",10,554000,174000,\"E\",\"\",\"\",\"\",\"\",\"\"\n");
    expect(PLACES("--db", database, "--today", "2026-11-02", "places", "import",
                  run_path(&place, "da.csv")),
           0, "1 postcode of 1 outward code imported");
    expect(PLACES("--db", database, "places"), 0, "Contains Royal Mail data");
    expect(PLACES("--db", database, "--json", "places"), 0, "\"places\":2");
    expect(PLACES("--db", database, "places", "find", "da12dl"), 0, "the postcode itself");
    expect(PLACES("--db", database, "--json", "places", "find", "DA1"), 0,
           "\"known_by\":\"outward\"");
    expect(PLACES("--db", database, "places", "forget", "da.csv"), 0, "forgotten");
    expect(PLACES("--db", database, "places", "forget", "da.csv"), 1,
           "there are no places called \"da.csv\"");
}

Test(places_command, says_what_is_wrong_and_keeps_nothing) {
    write_text("bad.csv", "DA12DL,10,554000,174000,E\nDA12DM,10,554000,north,E\n");
    write_text("open.zip", "PK\x03\x04");
    expect(PLACES("--db", database, "places", "import", run_path(&place, "bad.csv")), 1,
           "bad.csv:2: expected a northing from 0 to 1300000 metres, not \"north\"");
    expect(PLACES("--db", database, "places", "import", run_path(&place, "open.zip")), 1,
           "unpack it");
    expect(PLACES("--db", database, "places", "import", run_path(&place, "absent.csv")), 1,
           "absent.csv");
    expect(PLACES("--db", database, "--json", "places"), 0, "\"sets\":[]");
    expect(PLACES("--db", database, "places", "import"), 2, "places import wants");
    expect(PLACES("--db", database, "places", "improt", "x"), 2, "did you mean import?");
}
