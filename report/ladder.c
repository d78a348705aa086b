/* report/ladder.c - the band ladder: what adverts pay beside the scale, in a terminal
 * SPDX-License-Identifier: MIT
 */
#include "report/ladder.h"

#include <string.h>

#include "base/utf8.h"
#include "report/ladder_axis.h"
#include "report/ladder_words.h"
#include "report/say.h"
#include "report/text_advert.h"

/* Columns: labels on the left, then the chart, then room for half a number of the axis. */
enum { WIDTH_LEAST = 40, LABEL_WIDTH = 16, MARGIN = 4, INDENT = 2 };

/* A number of the axis and the space beside it: "125,000". */
enum { NUMBER_WIDTH = 9 };

/* Dots that a pile may be high. */
enum { PILE_HEIGHT = 8 };

/* A row's cells hold one character each, of at most three bytes. */
enum { CELL_SIZE = 4 };

enum glyph {
    GLYPH_DOT = 0,
    GLYPH_REST,
    GLYPH_MEDIAN,
    GLYPH_FROM,
    GLYPH_TO,
    GLYPH_LINE,
    GLYPH_BOX,
    GLYPH_POINT,
    GLYPH_BAR,
    GLYPH_OFFER,
    GLYPH_MARK,
    GLYPH_COUNT
};

static const char *glyph_text(const struct plain *plain, enum glyph glyph) {
    static const char *const texts[GLYPH_COUNT][2] = {
        [GLYPH_DOT] = {"●", "o"},   [GLYPH_REST] = {"○", "."},  [GLYPH_MEDIAN] = {"◆", "^"},
        [GLYPH_FROM] = {"├", "("},  [GLYPH_TO] = {"┤", ")"},    [GLYPH_LINE] = {"─", "-"},
        [GLYPH_BOX] = {"▒", "%"},   [GLYPH_POINT] = {"■", "#"}, [GLYPH_BAR] = {"━", "="},
        [GLYPH_OFFER] = {"▼", "v"}, [GLYPH_MARK] = {"┼", "+"},
    };
    return texts[glyph][plain->style.ascii];
}

/* A chart being written. */
struct ladder {
    struct plain *plain;
    const struct market_report *report;
    struct ladder_axis axis;
    size_t columns; /* of the chart proper */
};

/* A line of it. */
struct row {
    char cells[PLAIN_WIDTH][CELL_SIZE];
};

static void row_init(struct row *row, const char *label) {
    for (size_t i = 0; i < PLAIN_WIDTH; i++) {
        row->cells[i][0] = ' ';
        row->cells[i][1] = '\0';
    }
    for (size_t i = 0; label[i] && INDENT + i < LABEL_WIDTH; i++) {
        row->cells[INDENT + i][0] = label[i];
    }
}

static void row_put(struct row *row, size_t column, const char *glyph) {
    if (LABEL_WIDTH + column < PLAIN_WIDTH) {
        memcpy(row->cells[LABEL_WIDTH + column], glyph, strlen(glyph) + 1);
    }
}

static void row_print(const struct ladder *ladder, const struct row *row) {
    size_t end = PLAIN_WIDTH;
    while (end > 0 && row->cells[end - 1][0] == ' ') {
        end--;
    }
    for (size_t i = 0; i < end; i++) {
        buf_put_text(ladder->plain->out, row->cells[i]);
    }
    plain_gap(ladder->plain);
}

static size_t column_of(const struct ladder *ladder, int64_t pence) {
    return (size_t)ladder_axis_place(&ladder->axis, pence, (int64_t)ladder->columns - 1);
}

static void put_glyph(const struct ladder *ladder, struct row *row, int64_t pence,
                      enum glyph glyph) {
    if (ladder_axis_holds(&ladder->axis, pence)) {
        row_put(row, column_of(ladder, pence), glyph_text(ladder->plain, glyph));
    }
}

/* A line from one amount to another, cut at the ends of the axis. */
static void put_line(const struct ladder *ladder, struct row *row, int64_t low, int64_t high,
                     enum glyph glyph) {
    if (low == MONEY_NONE || high == MONEY_NONE) {
        return;
    }
    for (size_t i = column_of(ladder, low); i <= column_of(ladder, high); i++) {
        row_put(row, i, glyph_text(ladder->plain, glyph));
    }
}

/* ---- rows ---- */

static void print_piles(const struct ladder *ladder, struct ladder_piles *piles) {
    const struct market_report *report = ladder->report;
    ladder_pile(piles, &ladder->axis, report->amounts, report->amount_count, ladder->columns,
                PILE_HEIGHT);
    for (size_t level = piles->height; level > 0; level--) {
        struct row row;
        row_init(&row, level == 1 ? "Adverts" : "");
        for (size_t i = 0; i < piles->columns; i++) {
            size_t full = piles->counts[i] / piles->each;
            bool rest = piles->counts[i] % piles->each > 0;
            if (full + rest >= level) {
                row_put(&row, i,
                        glyph_text(ladder->plain, full >= level ? GLYPH_DOT : GLYPH_REST));
            }
        }
        row_print(ladder, &row);
    }
}

static void print_median(const struct ladder *ladder) {
    const struct market_spread *base = &ladder->report->all.base;
    struct row row;
    if (base->median == MONEY_NONE) {
        return;
    }
    row_init(&row, "Median");
    if (base->low != MONEY_NONE && base->high != MONEY_NONE) {
        put_line(ladder, &row, base->low, base->high, GLYPH_LINE);
        put_glyph(ladder, &row, base->low, GLYPH_FROM);
        put_glyph(ladder, &row, base->high, GLYPH_TO);
    }
    put_glyph(ladder, &row, base->median, GLYPH_MEDIAN);
    row_print(ladder, &row);
}

static void print_spread(const struct ladder *ladder) {
    const struct market_spread *base = &ladder->report->all.base;
    struct row row;
    if (base->q1 == MONEY_NONE || base->q3 == MONEY_NONE) {
        return;
    }
    row_init(&row, "Middle half");
    put_line(ladder, &row, base->p10, base->p90, GLYPH_LINE);
    put_line(ladder, &row, base->q1, base->q3, GLYPH_BOX);
    row_print(ladder, &row);
}

static void print_scale(const struct ladder *ladder, int band) {
    const struct pay_ladder *steps = &ladder->report->scale->ladders[band];
    struct buf label;
    struct row row;
    buf_init(&label, LABEL_WIDTH);
    buf_printf(&label, "Band %s", vocab_name(&vocab_band, band));
    row_init(&row, buf_text(&label));
    buf_fini(&label);
    put_line(ladder, &row, steps->points[0], steps->points[steps->count - 1], GLYPH_BAR);
    for (size_t i = 0; i < steps->count; i++) {
        put_glyph(ladder, &row, steps->points[i], GLYPH_POINT);
    }
    row_print(ladder, &row);
}

static void print_scales(const struct ladder *ladder) {
    for (int band = BAND_1; band < BAND_COUNT; band++) {
        if (ladder->axis.bands & 1u << band) {
            print_scale(ladder, band);
        }
    }
}

static void print_offer(const struct ladder *ladder) {
    struct row row;
    if (ladder_axis_holds(&ladder->axis, ladder->report->question.offer)) {
        row_init(&row, "Offer");
        put_glyph(ladder, &row, ladder->report->question.offer, GLYPH_OFFER);
        row_print(ladder, &row);
    }
}

/* A number below its mark. */
static void put_number(const struct ladder *ladder, struct row *row, int64_t pence) {
    struct buf text;
    buf_init(&text, TEXT_WORDS_CAP);
    say_number(&text, pence / 100);
    size_t column = LABEL_WIDTH + column_of(ladder, pence) - text.len / 2;
    for (size_t i = 0; i < text.len && column + i < PLAIN_WIDTH; i++) {
        row->cells[column + i][0] = text.at[i];
    }
    buf_fini(&text);
}

static void print_axis(const struct ladder *ladder) {
    const struct ladder_axis *axis = &ladder->axis;
    struct row line;
    struct row numbers;
    row_init(&line, "Pounds a year");
    row_init(&numbers, "");
    put_line(ladder, &line, axis->low, axis->high, GLYPH_LINE);
    for (int64_t mark = axis->low; mark <= axis->high; mark += axis->step) {
        put_glyph(ladder, &line, mark, GLYPH_MARK);
        put_number(ladder, &numbers, mark);
    }
    row_print(ladder, &line);
    row_print(ladder, &numbers);
}

/* ---- legend ---- */

static void begin_words(const struct ladder *ladder, struct buf *words, enum glyph glyph) {
    buf_init(words, TEXT_WORDS_CAP);
    buf_printf(words, "%s ", glyph_text(ladder->plain, glyph));
}

/* A line of the legend: what hangs over stands behind the glyph. The glyphs are ASCII where
 * they must be, and the words are made so on the way. */
static void print_words(const struct ladder *ladder, struct buf *words) {
    plain_wrap(ladder->plain, 0, INDENT, INDENT + 2, buf_span(words));
    buf_fini(words);
}

static void explain_outside(const struct ladder_axis *axis, struct buf *words) {
    if (axis->below > 0) {
        buf_put_text(words, "; ");
        say_number(words, (int64_t)axis->below);
        buf_put_text(words, " more below ");
        say_pence(words, axis->low);
    }
    if (axis->above > 0) {
        buf_put_text(words, "; ");
        say_number(words, (int64_t)axis->above);
        buf_put_text(words, " more above ");
        say_pence(words, axis->high);
    }
}

static void explain_dots(const struct ladder *ladder, const struct ladder_piles *piles) {
    struct buf words;
    begin_words(ladder, &words, GLYPH_DOT);
    say_count(&words, (int64_t)piles->each, "advert", "adverts");
    if (piles->has_rest) {
        buf_printf(&words, ", %s fewer", glyph_text(ladder->plain, GLYPH_REST));
    }
    buf_put_text(&words, ", by basic full-time pay");
    explain_outside(&ladder->axis, &words);
    print_words(ladder, &words);
}

static void explain_median(const struct ladder *ladder) {
    const struct market_spread *base = &ladder->report->all.base;
    struct buf words;
    begin_words(ladder, &words, GLYPH_MEDIAN);
    if (base->median == MONEY_NONE) {
        buf_clear(&words);
        buf_put_text(&words, "Single adverts only: ");
        ladder_say_spread(&words, base);
        buf_put_char(&words, '.');
    } else {
        buf_put_text(&words, "median ");
        ladder_say_pounds(&words, base->median);
    }
    if (base->low != MONEY_NONE && base->high != MONEY_NONE) {
        buf_put_text(&words, ", its 95 % interval from ");
        ladder_say_pounds(&words, base->low);
        buf_put_text(&words, " to ");
        ladder_say_pounds(&words, base->high);
    }
    print_words(ladder, &words);
}

static void explain_spread(const struct ladder *ladder) {
    const struct market_spread *base = &ladder->report->all.base;
    struct buf words;
    if (base->q1 == MONEY_NONE || base->q3 == MONEY_NONE) {
        return;
    }
    begin_words(ladder, &words, GLYPH_BOX);
    buf_put_text(&words, "half of the adverts, ");
    ladder_say_pounds(&words, base->q1);
    buf_put_text(&words, " to ");
    ladder_say_pounds(&words, base->q3);
    if (base->p10 != MONEY_NONE && base->p90 != MONEY_NONE) {
        buf_printf(&words, "; %s four in five, ", glyph_text(ladder->plain, GLYPH_LINE));
        ladder_say_pounds(&words, base->p10);
        buf_put_text(&words, " to ");
        ladder_say_pounds(&words, base->p90);
    }
    print_words(ladder, &words);
}

static void explain_scale(const struct ladder *ladder) {
    struct buf words;
    begin_words(ladder, &words, GLYPH_POINT);
    if (ladder->axis.bands) {
        buf_put_text(&words, "points of the scale: ");
        ladder_say_drawn(&words, ladder->report, ladder->axis.bands);
    } else {
        buf_clear(&words);
        buf_put_text(&words, "No scale is known to draw beside them.");
    }
    print_words(ladder, &words);
}

static void explain_current(const struct ladder *ladder) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    ladder_say_current(&words, ladder->report);
    if (words.len > 0) {
        print_words(ladder, &words);
    }
    buf_fini(&words);
}

static void explain_offer(const struct ladder *ladder) {
    int64_t offer = ladder->report->question.offer;
    struct buf words;
    if (offer == MONEY_NONE) {
        return;
    }
    begin_words(ladder, &words, GLYPH_OFFER);
    buf_put_text(&words, "the offer, ");
    say_pence(&words, offer);
    buf_put_text(&words, ladder_axis_holds(&ladder->axis, offer) ? NULL : ": off this chart");
    print_words(ladder, &words);
}

/* ---- the whole ---- */

static void say_too_few(const struct ladder *ladder) {
    struct buf words;
    buf_init(&words, TEXT_WORDS_CAP);
    buf_put_text(&words, "No adverts are drawn: ");
    ladder_say_spread(&words, &ladder->report->all.base);
    buf_put_char(&words, '.');
    print_words(ladder, &words);
}

static void print_chart(const struct ladder *ladder) {
    struct ladder_piles piles = {.each = 1};
    bool drawn = ladder->report->amount_count > 0;
    if (drawn) {
        print_piles(ladder, &piles);
    }
    print_median(ladder);
    print_spread(ladder);
    print_scales(ladder);
    print_offer(ladder);
    print_axis(ladder);
    plain_gap(ladder->plain);
    if (drawn) {
        explain_dots(ladder, &piles);
        explain_median(ladder);
    } else {
        say_too_few(ladder);
    }
    explain_spread(ladder);
    explain_scale(ladder);
    explain_current(ladder);
    explain_offer(ladder);
}

static size_t width_of(const struct plain *plain) {
    size_t width = plain->style.width ? plain->style.width : PLAIN_WIDTH;
    width = width < PLAIN_WIDTH ? width : PLAIN_WIDTH;
    return width > WIDTH_LEAST ? width : WIDTH_LEAST;
}

void ladder_print(struct plain *plain, const struct market_report *report) {
    struct plain narrow = *plain;
    struct ladder ladder = {.plain = &narrow, .report = report};
    narrow.style.width = width_of(plain);
    ladder.columns = narrow.style.width - LABEL_WIDTH - MARGIN;
    if (ladder_axis_of(&ladder.axis, report, ladder.columns / NUMBER_WIDTH + 1)) {
        print_chart(&ladder);
    } else {
        say_too_few(&ladder);
        explain_scale(&ladder);
    }
}
