/* tests/support/board_frame.c - what stands round every page: head, banner, header and footer
 * SPDX-License-Identifier: MIT
 */
#include "tests/support/board_frame.h"

static const char head_end[] =
    " - Local test board</title>\n"
    "<link rel=\"stylesheet\" href=\"/assets/css/main.css\">\n"
    "<script>document.documentElement.className += ' js-enabled';</script>\n"
    "</head>\n"
    "<body class=\"nhsuk-template__body\">\n"
    "<a class=\"nhsuk-skip-link\" href=\"#maincontent\">Skip to main content</a>\n";

static const char cookie_banner[] =
    "<div id=\"cookie-banner\" class=\"nhsuk-cookie-banner\" role=\"region\" "
    "aria-label=\"Cookies on this board\">\n"
    "<div class=\"nhsuk-width-container\">\n"
    "<h2>Cookies on this board</h2>\n"
    "<p>We set a few small files so that the board can remember your search and keep you "
    "signed\n"
    "in. We would also like to count visits, to learn which pages are hard to use. Nothing is\n"
    "counted until you agree.</p>\n"
    "<p>You can change your mind at any time: <a href=\"/candidate/cookies\">read about our "
    "cookies</a>.</p>\n"
    "<button id=\"accept-cookies\" type=\"button\">Accept counting cookies</button>\n"
    "<button id=\"reject-cookies\" type=\"button\">Reject counting cookies</button>\n"
    "</div>\n</div>\n";

static const char header[] =
    "<header class=\"nhsuk-header\" role=\"banner\">\n"
    "<div class=\"nhsuk-width-container nhsuk-header__container\">\n"
    "<a class=\"nhsuk-header__link\" href=\"/candidate\" aria-label=\"Board homepage\">Local "
    "test board</a>\n"
    "<nav class=\"nhsuk-navigation\" aria-label=\"Main menu\"><ul>\n"
    "<li><a href=\"/candidate/search\">Search for a job</a></li>\n"
    "<li><a href=\"/candidate/auth/login\">Sign in or register</a></li>\n"
    "<li><a href=\"/employer/help\">Advertise a job</a></li>\n"
    "</ul></nav>\n</div>\n</header>\n"
    "<div class=\"nhsuk-width-container\">\n"
    "<main class=\"nhsuk-main-wrapper\" id=\"maincontent\" role=\"main\">\n";

static const char footer[] =
    "</main>\n</div>\n"
    "<footer role=\"contentinfo\"><div class=\"nhsuk-footer\" id=\"nhsuk-footer\">\n"
    "<div class=\"nhsuk-width-container\">\n"
    "<h2 class=\"nhsuk-u-visually-hidden\">Support links</h2>\n"
    "<ul class=\"nhsuk-footer__list\">\n"
    "<li><a href=\"/candidate/contact-us\">Contact the board</a></li>\n"
    "<li><a href=\"/candidate/privacy-policy\">Privacy</a></li>\n"
    "<li><a href=\"/candidate/accessibility-statement\">Accessibility</a></li>\n"
    "<li><a href=\"/candidate/acceptable-use\">Acceptable use</a></li>\n"
    "</ul>\n"
    "<p class=\"nhsuk-footer__copyright\">Every employer and every vacancy here is made "
    "up.</p>\n"
    "</div>\n</div></footer>\n"
    "<script src=\"/assets/js/main.js\"></script>\n"
    "</body>\n</html>\n";

void board_frame_open(struct board_text *text, const char *title) {
    board_text_add(text,
                   "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, "
                   "initial-scale=1\">\n<title>");
    board_text_add_escaped(text, title);
    board_text_add(text, head_end);
    board_text_add(text, cookie_banner);
    board_text_add(text, header);
}

void board_frame_close(struct board_text *text) { board_text_add(text, footer); }
